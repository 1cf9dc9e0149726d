// expect BD0107
void f() {
  auto make = [](auto x) { return *new decltype(x)(x); };
  (void)make(1);
}
