// expect BD0207
float f(int n) {
  union {
    int i;
    float f;
  } u{n};
  return u.f;
}
