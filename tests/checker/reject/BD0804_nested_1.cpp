// expect BD0804
namespace app {
namespace sip {
void f();
}
}
