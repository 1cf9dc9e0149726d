// results with a value or an error
#include <sip/core.hpp>
enum class Fault { kNone, kMissing, kBroken };
template <class T> class Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  Result(Fault fault) : fault_(fault) {}
  bool is_good() const { return fault_ == Fault::kNone; }
  const T& value() const {
    if (!is_good()) sip::panic("no value");
    return value_;
  }
  Fault fault() const { return fault_; }

 private:
  T value_{};
  Fault fault_ = Fault::kNone;
};
Result<int> read(int place) {
  if (place < 0) return Fault::kMissing;
  return place * 10;
}
Result<int> read_both(int a, int b) {
  const auto first = read(a);
  if (!first.is_good()) return first.fault();
  const auto second = read(b);
  if (!second.is_good()) return second.fault();
  return first.value() + second.value();
}
