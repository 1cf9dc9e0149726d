// expect BD0210 -frtti
struct B {
  virtual ~B() {}
};
struct D : B {};
D& f(B& b) {
  return [](auto& x) -> D& { return dynamic_cast<D&>(x); }(b);
}
