// expect BD0105
template <class T> struct Pair {
  T one;
};
int f(Pair<char[4]> p) { return p.one[0]; }
