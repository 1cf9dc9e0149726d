// expect BD0407
#include <sip/core.hpp>
sip::String make();
unsigned long f(bool b) {
  sip::StringView kept;
  if (sip::String text = make(); b) kept = text;
  return kept.size();
}
