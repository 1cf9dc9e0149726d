// expect BD0210
struct B {
  virtual ~B() {}
};
struct D : B {};
#define AS(T, x) dynamic_cast<T&>(x)
template <class T> T& f(B& b) { return AS(T, b); }
