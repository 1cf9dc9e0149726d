// expect BD0713
template <class T> struct alignas(4096) Page {
  T first;
};
int f() { return sizeof(Page<int>); }
