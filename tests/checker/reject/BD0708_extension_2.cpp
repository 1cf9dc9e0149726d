// expect BD0708
int f() { return __extension__ 1; }
