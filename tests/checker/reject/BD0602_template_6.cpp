// expect BD0602
template <class T> struct S {
  static inline thread_local T value{};
};
int f() { return S<int>::value; }
