// expect BD0706
struct Log {
  int operator()(...) const { return 0; }
};
