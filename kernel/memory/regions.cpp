// Mapping and unmapping whole regions. See regions.hpp.
#include "memory/regions.hpp"

#include "memory/trusted/access.hpp"

namespace kernel {

void map_region(const Region& region, OwnerId owner) {
  hal::Frame frame = frames::first_of(region.frames);
  for (std::uint32_t i = 0; i < region.frames.count; ++i) {
    if (i != 0) frame = frames::after(frame);
    if (!hal::map({region.base.value + i * hal::kPageBytes}, frame, region.access))
      kernel_bug("no page-table frame is left");
  }
  owner_map::set(region.base, region.frames.count, owner);
}

void unmap_region(Region& region) {
  drop_region(region);
  hal::flush_other_cpus();
}

void drop_region(Region& region) {
  owner_map::set(region.base, region.frames.count, kNobody);
  for (std::uint32_t i = 0; i < region.frames.count; ++i)
    hal::unmap({region.base.value + i * hal::kPageBytes});
  if (!region.shared) frames::release(region.frames);
  region.frames = {};
}

void zero_frames(const FrameChain& chain) {
  if (chain.count == 0) return;
  hal::Frame frame = frames::first_of(chain);
  for (std::uint32_t i = 0; i < chain.count; ++i) {
    if (i != 0) frame = frames::after(frame);
    zero_bytes(frame_span(frame));
  }
}

}  // namespace kernel
