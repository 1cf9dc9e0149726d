// expect BD0101
template <class T> int never(T value) {
  T* p;
  return 0;
}
