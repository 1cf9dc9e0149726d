// expect BD0404
#include <sip/core.hpp>
struct Name {
  sip::String text;
  operator sip::StringView() const { return text.view(); }
};
unsigned long f() {
  sip::StringView text = Name{sip::String("x")};
  return text.size();
}
