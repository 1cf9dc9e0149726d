// expect BD0101
template <class T = int*> struct Wrap {
  T value;
};
Wrap<> wrap();
int size() { return sizeof(Wrap<>); }
