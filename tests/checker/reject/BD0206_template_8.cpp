// expect BD0206
#include <utility>
template <class To, class From> To turn(From from) { return std::bit_cast<To>(from); }
enum class E : int { a };
E f(int n) { return turn<E>(n); }
