// expect BD0210
struct B {
  virtual ~B() {}
};
struct D : B {};
B& f(D& d) { return dynamic_cast<B&>(d); }
