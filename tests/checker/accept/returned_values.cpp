// templates that return locals by value, also with a deduced result
template <class T> T first(T x) {
  T value{x};
  return value;
}
template <class T> auto second(T) {
  int x = 1;
  return x;
}
template <class T> struct Box {
  T get() const {
    T value{};
    return value;
  }
};
int f() {
  auto g = [](auto x) {
    auto y = x;
    return y;
  };
  return first(1) + second(2) + Box<int>().get() + g(3);
}
