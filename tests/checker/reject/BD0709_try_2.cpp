// expect BD0709 -fexceptions
template <class T> void f() {
  try {
  } catch (...) {
  }
}
