// seeded: memory; BD0101 BD0102 BD0105 BD0107 BD0110
// The SIP makes an object where another one is.
#include <manifest.hpp>

inline void* operator new(decltype(sizeof(0)), void* place) noexcept {
  return place;
}

struct Large {
  std::uint64_t words[4096] = {};
};
int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  std::uint64_t small = 5;
  auto* large = new (&small) Large();
  sip::log("made {}", large->words[0]);
  return 0;
}
