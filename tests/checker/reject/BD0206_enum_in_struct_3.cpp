// expect BD0206
#include <sip/core.hpp>
enum class E { a };
struct S {
  E e;
};
S f(int n) { return std::bit_cast<S>(n); }
