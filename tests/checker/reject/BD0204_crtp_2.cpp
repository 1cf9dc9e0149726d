// expect BD0204
template <class Self> struct Base {
  int act() { return static_cast<Self&>(*this).value; }
};
struct Derived : Base<Derived> {
  int value = 1;
};
int f(Derived& d) { return d.act(); }
