// seeded: memory; BD0101 BD0110 BD0206
// The SIP the same, by reading a number as a pointer.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  *__builtin_bit_cast(std::uint32_t*, std::uint64_t{0x100000}) = 1;
  sip::log("stored");
  return 0;
}
