// expect BD0809
struct [[clang::annotate("sip::view")]] Mine {
  int x = 0;
};
