// expect BD0703
template <class T> void f() __attribute__((__noreturn__));
