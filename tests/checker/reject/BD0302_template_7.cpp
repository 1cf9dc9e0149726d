// expect BD0302
template <class T> struct Box {
  T value;
  Box() {}
};
int f() {
  Box<int> box;
  return 0;
}
