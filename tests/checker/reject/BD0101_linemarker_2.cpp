// expect BD0101
int harmless();
# 1 "x.h" 1 3
inline int read_at(unsigned long n) {
  int* p = 0;
  return *p;
}
