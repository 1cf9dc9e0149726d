// expect BD0803
#define LIB sip
namespace LIB {
void f();
}
