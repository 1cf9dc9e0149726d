// The owner map as memory. See owner_map.hpp.
#include "memory/trusted/owner_map.hpp"

#include "memory/frames.hpp"
#include "memory/trusted/access.hpp"

namespace kernel::owner_map {
namespace {

constexpr std::uint64_t kPagesPerMapPage = hal::kPageBytes / sizeof(OwnerId);
hal::VirtAddr map_base;

// SAFETY: the map is indexed by page number, so any address has an entry in the reserved range;
// that it is backed is the callers' contract (owner_map.hpp), and an unbacked one faults as a
// kernel fault rather than touching anything else.
OwnerId* entry(hal::VirtAddr page) {
  return reinterpret_cast<OwnerId*>(map_base.value) + page.value / hal::kPageBytes;
}

std::uint64_t first_map_page(hal::VirtAddr from) {
  return from.value / hal::kPageBytes / kPagesPerMapPage;
}

}  // namespace

void start(hal::VirtAddr base) {
  map_base = base;
}

hal::VirtAddr base() {
  return map_base;
}

void back(hal::VirtAddr from, std::uint64_t bytes) {
  const std::uint64_t first = first_map_page(from);
  for (std::uint64_t i = 0; i < pages_for(from, bytes); ++i) {
    const hal::VirtAddr page{map_base.value + (first + i) * hal::kPageBytes};
    if (hal::is_mapped(page)) continue;
    const auto chain = frames::allocate(1);
    if (!chain) kernel_bug("no frame is left for the owner map");
    const hal::Frame frame = frames::first_of(*chain);
    std::memset(frame_span(frame).data(), 0, hal::kPageBytes);
    if (!hal::map(page, frame, hal::Access::kReadWrite))
      kernel_bug("no page-table frame is left for the owner map");
  }
}

bool holds(hal::VirtAddr page) {
  constexpr std::uint64_t kMapped = std::uint64_t{1} << 40;  // all layouts lie below
  return page.value < kMapped &&
         hal::is_mapped({map_base.value + first_map_page(page) * hal::kPageBytes});
}

void set(hal::VirtAddr from, std::uint64_t pages, OwnerId owner) {
  OwnerId* first = entry(from);
  const std::uint64_t four = owner * std::uint64_t{0x0001'0001'0001'0001};
  // Thirty-two pages a step, so that what a message costs hardly depends on the size of what it
  // carries.
  for (; pages >= 32; pages -= 32, first += 32) {
    for (unsigned i = 0; i < 32; i += 4) __builtin_memcpy(first + i, &four, 8);
  }
  for (; pages >= 4; pages -= 4, first += 4) __builtin_memcpy(first, &four, 8);
  for (; pages != 0; --pages) *first++ = owner;
}

OwnerId get(hal::VirtAddr page) {
  return *entry(page);
}

}  // namespace kernel::owner_map
