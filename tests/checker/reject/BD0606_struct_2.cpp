// expect BD0606
#include <sip/core.hpp>
struct Message {
  int kind = 0;
  sip::String text;
};
void f(sip::Ex<Message> box) { std::move(box).release(); }
