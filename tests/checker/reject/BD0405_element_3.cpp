// expect BD0405
#include <sip/core.hpp>
void f(sip::StringView text) {
  sip::Vector<sip::StringView> words;
  words.push_back(text);
}
