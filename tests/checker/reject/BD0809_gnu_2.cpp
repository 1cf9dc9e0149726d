// expect BD0809
template <class F> __attribute__((annotate("sip::branches"))) void f(F g) {}
