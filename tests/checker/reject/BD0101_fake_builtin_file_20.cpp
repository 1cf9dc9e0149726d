// expect BD0101
# 1 "<built-in>" 3
int f(int* p) { return 0; }
