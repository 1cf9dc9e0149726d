// expect BD0201
long f(double d) {
  return [&](auto& x) { return reinterpret_cast<long&>(x); }(d);
}
