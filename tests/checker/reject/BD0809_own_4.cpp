// expect BD0809
template <class F> [[sip::branches]] void f(F g) {}
