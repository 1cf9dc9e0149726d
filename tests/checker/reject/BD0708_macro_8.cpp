// expect BD0708
#define NAME __PRETTY_FUNCTION__
unsigned long f() { return sizeof(NAME); }
