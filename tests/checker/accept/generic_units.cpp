// units in types
template <class Tag> class Quantity {
 public:
  constexpr explicit Quantity(double amount) : amount_(amount) {}
  constexpr double amount() const { return amount_; }
  constexpr Quantity operator+(Quantity other) const { return Quantity(amount_ + other.amount_); }
  constexpr Quantity& operator+=(Quantity other) {
    amount_ += other.amount_;
    return *this;
  }

 private:
  double amount_;
};
struct MetreTag {};
struct SecondTag {};
using Metres = Quantity<MetreTag>;
using Seconds = Quantity<SecondTag>;
constexpr double speed(Metres way, Seconds time) { return way.amount() / time.amount(); }
static_assert(speed(Metres(10) + Metres(5), Seconds(3)) == 5);
