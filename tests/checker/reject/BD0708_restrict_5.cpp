// expect BD0708
int f(int& __restrict__ x) { return x; }
