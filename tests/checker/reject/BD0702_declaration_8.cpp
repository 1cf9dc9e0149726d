// expect BD0702
extern const int GC_init;
