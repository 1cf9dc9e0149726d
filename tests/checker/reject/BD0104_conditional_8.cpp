// expect BD0104
void a();
void b();
void f(bool x) { (x ? a : b)(); }
