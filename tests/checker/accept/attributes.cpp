// the allowed attributes, in all places
#include <sip/core.hpp>
struct Empty {};
struct [[nodiscard]] Result {
  [[no_unique_address]] Empty empty;
  [[maybe_unused]] int value = 0;
};
enum class [[deprecated("old")]] Old { a [[maybe_unused]] };
struct [[sip::linear]] Token {
  Token() = default;
  Token(Token&&) = default;
};
struct [[clang::annotate("sip::linear")]] Other {
  Other() = default;
  Other(Other&&) = default;
};
struct alignas(16) Aligned {
  int x = 0;
};
[[nodiscard]] int f([[maybe_unused]] int x) {
  switch (x) {
    case 1:
      x = 2;
      [[fallthrough]];
    case 2:
      return 1;
    default:
      break;
  }
  if (x > 3) [[likely]] return 3;
  sip::Vector<int> v;
  const auto i = [&]() { return 0; }();
  return v.at([&] { return i; }());
}
