// expect BD0711
long double f() { return 1; }
