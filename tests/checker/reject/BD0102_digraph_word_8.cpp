// expect BD0102
void f(int x) { (void)(bitand x); }
