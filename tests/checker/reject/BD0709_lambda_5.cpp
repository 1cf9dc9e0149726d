// expect BD0709 -fexceptions -fcxx-exceptions
template <class T> void f() {
  auto fail = [](auto x) { throw x; };
}
