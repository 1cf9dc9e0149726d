// expect BD0710
template <class T> void f() {
  auto g = [](T t) -> T { co_return t; };
}
