// expect BD0204
struct B {};
struct D : B {
  int y;
};
int f(const B& b) { return static_cast<const D&>(b).y; }
