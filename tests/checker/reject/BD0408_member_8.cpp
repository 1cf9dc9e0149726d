// expect BD0408
#include <sip/core.hpp>
struct Button {
  sip::Function<void()> on_press;
};
void f(Button& button, int& pressed) {
  button.on_press = [&] { ++pressed; };
}
