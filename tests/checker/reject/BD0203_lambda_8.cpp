// expect BD0203
void f(const int& x) {
  [&](auto& y) { (int&)y = 1; }(x);
}
