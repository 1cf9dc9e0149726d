// expect BD0601
struct S {
  static inline int n = 0;
};
