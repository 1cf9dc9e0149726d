// bytes to hexadecimal text and back
#include <sip/core.hpp>
constexpr char digit(unsigned value) { return static_cast<char>(value < 10 ? '0' + value : 'a' + value - 10); }
constexpr int value_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}
static_assert(value_of(digit(11)) == 11);
bool decode(sip::StringView text, sip::Vector<unsigned char>& into) {
  if (text.size() % 2 != 0) return false;
  for (unsigned long i = 0; i < text.size(); i += 2) {
    const int high = value_of(text[i]), low = value_of(text[i + 1]);
    if (high < 0 || low < 0) return false;
    into.push_back(static_cast<unsigned char>(high * 16 + low));
  }
  return true;
}
