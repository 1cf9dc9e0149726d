// control: use-after-move; address: a block that was given away is used
// A moved owner whose old bytes are put back: what a library that does not clear what it moves
// from, or a checker that does not see the move, would come to.
#include <manifest.hpp>

int sip_main(manifest::Start) {
  auto block = sip::Ex<std::uint64_t>::make(1);
  std::uint64_t kept = 0;
  __builtin_memcpy(&kept, &block, sizeof kept);
  std::move(block).release();
  __builtin_memcpy(&block, &kept, sizeof kept);
  sip::log("{}", block.get());
  return 0;
}
