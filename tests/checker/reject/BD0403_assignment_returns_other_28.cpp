// expect BD0403
struct S {
  int x = 0;
  S& operator=(S&& other) {
    x = other.x;
    S& same = other;
    return same;
  }
};
S& f(S& s) { return s = S{}; }
