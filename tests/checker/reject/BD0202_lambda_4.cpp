// expect BD0202
void f(const int& x) {
  auto g = [&x] { const_cast<int&>(x) = 2; };
  g();
}
