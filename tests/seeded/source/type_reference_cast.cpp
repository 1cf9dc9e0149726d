// seeded: type; BD0201
// The SIP reads a small object as a large one, and writes.
#include <manifest.hpp>

struct Large {
  std::uint64_t first = 0;
  sip::Array<std::uint64_t, 8192> many;
};
int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  std::uint64_t small = 1;
  auto& large = reinterpret_cast<Large&>(small);
  large.many[8000] = 9;
  sip::log("changed {}", small);
  return 0;
}
