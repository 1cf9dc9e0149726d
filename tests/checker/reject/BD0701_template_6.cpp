// expect BD0701
template <class T> void f() { __asm("cli"); }
