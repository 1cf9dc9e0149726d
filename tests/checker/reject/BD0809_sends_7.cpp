// expect BD0809
template <class F> [[clang::annotate("sip::sends")]] void f(F g) {}
