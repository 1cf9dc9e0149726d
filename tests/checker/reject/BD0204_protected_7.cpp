// expect BD0204
template <class T> class Base {
 protected:
  T& self() { return static_cast<T&>(*this); }
};
class Derived : public Base<Derived> {
  int y = 0;
 public:
  int get() { return self().y; }
};
int f(Derived& d) { return d.get(); }
