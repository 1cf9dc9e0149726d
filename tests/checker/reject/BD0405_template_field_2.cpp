// expect BD0405
#include <sip/core.hpp>
template <class T> struct Box {
  T value;
};
void f(sip::StringView text) { Box<sip::StringView> box{text}; }
