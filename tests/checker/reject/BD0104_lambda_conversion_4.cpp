// expect BD0104
void f() {
  auto g = +[] {};
  g();
}
