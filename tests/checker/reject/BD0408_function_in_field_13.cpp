// expect BD0408
#include <sip/core.hpp>
struct Button {
  sip::Function<int()> pressed;
};
void arm(sip::Gc<Button> button) {
  int count = 0;
  (*button).pressed = [&count] { return ++count; };
}
