// constants
constexpr int kLimit = 5;
static const double kHalf = 0.5;
struct S {
  static constexpr int kSize = 3;
};
template <class T> constexpr int kBits = sizeof(T) * 8;
int f() {
  static constexpr int kLocal = 2;
  return kLimit + kLocal + S::kSize + kBits<int>;
}
