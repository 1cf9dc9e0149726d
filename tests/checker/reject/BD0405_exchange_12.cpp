// expect BD0405
#include <sip/core.hpp>
void f(sip::StringView text) {
  sip::Ex<sip::StringView> block;
  block.set(text);
  std::move(block).release();
}
