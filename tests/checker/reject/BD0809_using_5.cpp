// expect BD0809
template <class F> [[using sip: branches]] void f(F g) {}
