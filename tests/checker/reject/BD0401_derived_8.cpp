// expect BD0401
template <class T> struct Base {
  T value;
};
struct Derived : Base<const int&> {};
int f(int x) { return Derived{x}.value; }
