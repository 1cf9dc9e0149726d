// expect BD0105
template <class T, int N> struct Array {
  T values[N];
};
int f() { return sizeof(Array<int, 3>); }
