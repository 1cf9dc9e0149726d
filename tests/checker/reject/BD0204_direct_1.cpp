// expect BD0204
struct B {};
struct D : B {
  int y;
};
int f(B& b) { return static_cast<D&>(b).y; }
