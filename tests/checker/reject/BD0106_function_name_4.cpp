// expect BD0106
void f() { (void)sizeof(__func__); }
