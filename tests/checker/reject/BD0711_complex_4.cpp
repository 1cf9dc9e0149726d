// expect BD0711
double f() { return __real__(1.0i); }
