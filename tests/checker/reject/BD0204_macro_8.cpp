// expect BD0204
struct B {};
struct D : B {
  int y = 0;
};
#define AS(T, x) static_cast<T&>(x)
int f(B& b) { return AS(D, b).y; }
