// expect BD0101 BD0704
#pragma GCC system_header
inline int read_it() {
  int* p = 0;
  return *p;
}
