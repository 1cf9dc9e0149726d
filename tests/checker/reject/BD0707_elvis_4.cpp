// expect BD0707
int f(int x) { return x ?: 1; }
