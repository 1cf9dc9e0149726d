// expect BD0703
#define ODD(x) __attribute__((x))
ODD(visibility("hidden")) int f();
