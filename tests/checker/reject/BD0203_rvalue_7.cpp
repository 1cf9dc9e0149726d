// expect BD0203
long f(double d) { return (long&&)d; }
