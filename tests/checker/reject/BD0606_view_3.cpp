// expect BD0606
#include <sip/core.hpp>
struct Message {
  sip::Optional<sip::StringView> text;
};
void f(sip::Ex<Message> box) { std::move(box).release(); }
