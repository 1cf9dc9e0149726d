// expect BD0809
template <class F> [[clang::annotate("sip::" "branches")]] void f(F g) {}
