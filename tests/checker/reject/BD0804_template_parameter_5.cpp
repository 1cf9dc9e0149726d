// expect BD0804
template <class sip> int f(sip x) { return 1; }
