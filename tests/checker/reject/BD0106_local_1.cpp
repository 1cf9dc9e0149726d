// expect BD0106
void f() { (void)"text"; }
