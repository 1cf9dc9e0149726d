// expect BD0401
template <class T> struct S {
  T value;
};
int f(int x) { return sizeof(S<int&>); }
