// expect BD0703
struct __attribute__((packed)) S {
  char c;
  int x;
};
