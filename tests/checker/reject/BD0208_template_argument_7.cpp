// expect BD0208
template <class T> struct Box {
  T value;
};
int f() { return Box<volatile int>{1}.value; }
