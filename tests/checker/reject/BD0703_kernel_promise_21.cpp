// expect BD0703 level kernel
[[gnu::const]] int f(int x) { return x; }
