// expect BD0809
template <class T> class [[clang::annotate("sip::collected")]] Mine {
  T value;
};
