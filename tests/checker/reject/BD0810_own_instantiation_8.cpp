// expect BD0810
template <class T> struct Mine {
  T value;
};
template struct Mine<int>;
