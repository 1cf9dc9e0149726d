// expect BD0709 -fexceptions
#define FAIL throw
template <class T> void f() { FAIL; }
