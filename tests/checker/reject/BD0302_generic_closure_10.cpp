// expect BD0302
int f() {
  auto make = [](auto zero) {
    struct Local {
      int x;
    };
    Local local;
    return zero;
  };
  return make(0);
}
