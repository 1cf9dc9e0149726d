// expect BD0706
struct Log {
  void write(int n, ...) const {}
};
