// tables and checks at compile time
#include <sip/core.hpp>
template <unsigned long N> struct Table {
  sip::Array<int, N> squares;
};
struct Entry {
  int code;
  double factor;
};
constexpr Entry kFirst{1, 2.5};
constexpr Entry kSecond{kFirst.code + 1, kFirst.factor * 2};
static_assert(kSecond.code == 2);
constexpr int kLimit = 3;
int f() {
  static constexpr Entry kLocal{3, 1};
  const Table<4> table;
  return kLocal.code + kLimit + table.squares[0] + kSecond.code;
}
