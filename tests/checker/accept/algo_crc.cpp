// a checksum with a table made at compile time
#include <sip/core.hpp>
constexpr unsigned step(unsigned value) {
  for (int bit = 0; bit < 8; ++bit) value = (value & 1) != 0 ? value >> 1 ^ 0xedb88320u : value >> 1;
  return value;
}
unsigned crc(sip::Span<const unsigned char> bytes) {
  unsigned sum = ~0u;
  for (const auto byte : bytes) sum = step((sum ^ byte) & 0xff) ^ sum >> 8;
  return ~sum;
}
