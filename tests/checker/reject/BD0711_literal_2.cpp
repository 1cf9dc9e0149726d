// expect BD0711
double f() { return 1.0L; }
