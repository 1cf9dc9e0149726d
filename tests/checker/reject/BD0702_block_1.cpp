// expect BD0702
extern "C" {
void f();
}
