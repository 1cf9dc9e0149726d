// a hash over text and numbers
#include <sip/core.hpp>
class Hasher {
 public:
  Hasher& add(sip::StringView text) {
    for (unsigned long i = 0; i < text.size(); ++i) add(static_cast<unsigned char>(text[i]));
    return *this;
  }
  template <class Number> Hasher& add(Number number) {
    state_ = (state_ ^ static_cast<unsigned long>(number)) * 0x100000001b3;
    return *this;
  }
  unsigned long value() const { return state_; }

 private:
  unsigned long state_ = 0xcbf29ce484222325;
};
unsigned long f(int n, sip::StringView name) { return Hasher{}.add(name).add(n).add('x').value(); }
