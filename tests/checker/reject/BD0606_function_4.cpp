// expect BD0606
#include <sip/core.hpp>
template <class T> using Boxed = sip::Ex<T>;
void f(Boxed<sip::Function<void()>> box) { std::move(box).release(); }
