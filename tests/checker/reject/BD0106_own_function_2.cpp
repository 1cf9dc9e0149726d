// expect BD0106
template <unsigned long N> void take(const char (&)[N]) {}
void f() { take("text"); }
