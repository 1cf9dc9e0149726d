// expect BD0703
int g(int x);
int f(int x) { [[clang::musttail]] return g(x); }
