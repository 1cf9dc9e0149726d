// expect BD0102
int f(int x) { return sizeof(&x); }
