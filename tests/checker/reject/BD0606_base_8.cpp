// expect BD0606
#include <sip/core.hpp>
struct Base {
  sip::Gc<int> p;
};
struct Derived : Base {};
template <class T> void drop(sip::Ex<T> box) { std::move(box).release(); }
void f(sip::Ex<Derived> box) { drop(std::move(box)); }
