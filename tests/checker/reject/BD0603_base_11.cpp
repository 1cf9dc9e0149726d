// expect BD0603
#include <sip/core.hpp>
struct Base {
  sip::String text;
};
struct Derived : Base {
  int x = 0;
};
void f(Derived d) {
  sip::send_to_thread([d] { (void)d.x; });
}
