// expect BD0803
namespace sip::mine {
void f();
}
