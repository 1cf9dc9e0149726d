// expect BD0702
extern "C++" {
int f();
}
