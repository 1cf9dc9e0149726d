// expect BD0711
int f() { return sizeof(3.0L * 2); }
