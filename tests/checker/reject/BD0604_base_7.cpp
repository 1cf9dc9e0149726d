// expect BD0604
#include <sip/core.hpp>
struct Base {
  sip::Gc<int> p;
};
struct Derived : Base {};
constinit const Derived kDerived{};
