// expect BD0708
unsigned long f() { return __alignof__(int); }
