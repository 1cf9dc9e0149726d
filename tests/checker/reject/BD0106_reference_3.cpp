// expect BD0106
void f() {
  const auto& text = "abc";
  (void)text;
}
