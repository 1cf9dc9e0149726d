// expect BD0110
struct S {
  bool b;
};
S f() { return S{"abc"}; }
