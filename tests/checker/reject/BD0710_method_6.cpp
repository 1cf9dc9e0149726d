// expect BD0710
template <class T> struct Task {
  T run() { co_return T{}; }
};
