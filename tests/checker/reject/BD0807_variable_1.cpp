// expect BD0807
int f(int __x) { return __x; }
