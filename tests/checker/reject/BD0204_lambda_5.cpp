// expect BD0204
struct B {};
struct D : B {
  int y = 0;
};
int f(B& b) {
  return [](auto& x) { return static_cast<D&>(x).y; }(b);
}
