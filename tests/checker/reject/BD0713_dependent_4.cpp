// expect BD0713
template <int N> struct S {
  alignas(N) int x;
};
int f() { return sizeof(S<128>); }
