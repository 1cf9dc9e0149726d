// expect BD0803
namespace std {
void f();
}
