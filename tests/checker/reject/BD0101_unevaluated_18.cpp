// expect BD0101
int f() { return sizeof(int*); }
