// bit tricks on unsigned numbers
#include <utility>
constexpr unsigned rotate(unsigned x, int by) { return x << (by & 31) | x >> (-by & 31); }
constexpr int count(unsigned long x) {
  int bits = 0;
  for (; x != 0; x &= x - 1) ++bits;
  return bits;
}
static_assert(count(0xff) == 8 && rotate(1, 4) == 16);
unsigned to_bits(float value) { return std::bit_cast<unsigned>(value); }
float from_bits(unsigned value) { return std::bit_cast<float>(value); }
