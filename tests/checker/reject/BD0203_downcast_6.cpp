// expect BD0203
struct B {
  int x;
};
struct D : B {
  int y;
};
int f(B& b) { return ((D&)b).y; }
