// expect BD0709 -fexceptions
template <class T> void f() {
  if constexpr (sizeof(T) == 0) throw 1;
}
