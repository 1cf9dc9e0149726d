// expect BD0209
struct B {
  int x;
};
struct D : B {};
template <class T, class U> T take(U& u) { return static_cast<T&&>(u); }
B f(D d) { return take<B>(d); }
