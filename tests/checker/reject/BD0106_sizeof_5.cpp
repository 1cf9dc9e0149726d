// expect BD0106
unsigned long f() { return sizeof("abc"); }
