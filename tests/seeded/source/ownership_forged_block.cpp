// seeded: ownership; BD0201 BD0504
// The SIP makes an owner out of numbers, and writes where the numbers say.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  struct Words {
    std::uint64_t address;
    std::uint64_t length;
  };
  Words words{0x100000, 4096};
  auto& block = reinterpret_cast<sip::ExVector<std::uint8_t>&>(words);
  block.set(0, 1);
  sip::log("written");
  return 0;
}
