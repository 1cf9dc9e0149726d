// expect BD0807
#define NAME(x) __##x
int NAME(secret)();
