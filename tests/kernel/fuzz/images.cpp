// See images.hpp.
#include "images.hpp"

#include <stdexcept>

#include "abi/start_block.hpp"
#include "builder/bytes.hpp"
#include "campaign.hpp"
#include "channel/contract.hpp"
#include "machine/numbers.hpp"
#include "system.hpp"

namespace fuzz {
namespace {

using namespace image_builder;
using namespace machine::number;
using machine::call;

constexpr std::uint16_t kContractTable = 10;

// Numbers of one to eight bytes: edge values, neighbours of what is there, anything.
void edit(Blob& bytes, Source& source) {
  if (bytes.empty()) return;
  const unsigned width = 1u << source.below(4);
  const std::size_t at = source.below(bytes.size()) / width * width;
  std::uint64_t old = 0;
  for (unsigned i = 0; i < width && at + i < bytes.size(); ++i)
    old |= std::uint64_t{bytes[at + i]} << 8 * i;
  constexpr std::array<std::uint64_t, 8> kEdges{
      0, 1, 0x7f, 0x1000, 0x7fff'ffff, 0xffff'ffff, std::uint64_t{1} << 63, ~std::uint64_t{0}};
  switch (source.below(4)) {
    case 0:
      return put(bytes, at, kEdges[source.below(kEdges.size())], width);
    case 1:
      return put(bytes, at, old + 1 + source.below(16), width);
    case 2:
      return put(bytes, at, old ^ std::uint64_t{1} << source.below(64), width);
    default:
      return put(bytes, at, source.below(0x10000), width);
  }
}

void edit_some(std::vector<PartSpec>& parts, Source& source, bool only_contracts) {
  for (std::uint64_t left = 1 + source.below(3); left != 0; --left) {
    PartSpec& part = parts[source.below(parts.size())];
    if (only_contracts && part.kind != kContractTable) {
      ++left;
      if (source.used_up()) return;
      continue;
    }
    if (!only_contracts && source.one_in(16)) {
      part.address += source.below(3) * 4096;
      part.memory_size = source.below(0x20000);
      part.access = static_cast<std::uint32_t>(source.below(8));
    }
    if (source.one_in(32)) part.bytes.resize(source.below(2 * part.bytes.size() + 1));
    edit(part.bytes, source);
  }
}

Blob sign(const std::vector<PartSpec>& parts) {
  Blob image = pack(parts);
  certify(image);
  return image;
}

machine::Script call_and_exit(machine::Sip sip) {
  const std::uint64_t endpoint =
      reinterpret_cast<const abi::StartBlock*>(sip.start_block)->endpoints[0];
  co_await call(exchange_allocate, 4096);
  co_await call(memory_grow, 4096);
  co_await call(sync_event_create, 0);
  if (endpoint != 0) co_await call(channel_close, endpoint);
  co_await call(process_exit, 0);
}

Fate judge(const machine::Outcome& outcome) {
  if (outcome.code == hal::ExitCode::kImageRefused) return Fate::kRefused;
  if (outcome.code != hal::ExitCode::kSuccess && outcome.code != hal::ExitCode::kVerdictFailed)
    machine::fail("a damaged image made the kernel fail or leak");
  return Fate::kRan;
}

}  // namespace

Fate load_damaged_image(Source& source) {
  static const std::vector<PartSpec> good = make_parts(system());
  std::vector<PartSpec> parts = good;
  edit_some(parts, source, false);
  return judge(machine::run(
      sign(parts), {.program = &call_and_exit, .between_entries = {}, .most_entries = 100'000}));
}

Fate use_damaged_contracts(Source& source) {
  constexpr std::uint64_t kCalls = 300, kCheckEvery = 23;
  static const std::vector<PartSpec> good = make_parts(system());
  std::vector<PartSpec> parts = good;
  edit_some(parts, source, true);
  Campaign campaign{.source = source, .calls_left = kCalls};
  return judge(boot(sign(parts), campaign, kCheckEvery));
}

}  // namespace fuzz
