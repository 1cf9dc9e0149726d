// The page tables made safe: map, unmap, protect single pages of SIP windows, exchange heap and
// owner map; the kernel's own view of any frame.
#pragma once
#include "hal/types.hpp"

namespace hal {

// The frames that page tables may be built from; given once at start, before the first map().
// Nothing else is ever allocated by the HAL. Hosted ignores it.
void give_page_table_frames(FrameRange frames);

// How many page-table frames at most map() needs to map `pages` pages in each of `ranges` separate
// ranges.
std::uint32_t page_table_frames_for(std::uint64_t pages, std::uint32_t ranges);

// Maps one page that is unmapped now. False: no page-table frame is left (a kernel sizing error).
// kExecute pages are read-only in every mapping.
[[nodiscard]] bool map(VirtAddr page, Frame frame, Access access);
void unmap(VirtAddr page);  // page must be mapped; afterwards touching it faults on every CPU
void protect(VirtAddr page, Access access);  // page must be mapped
bool is_mapped(VirtAddr page);

// The kernel's own read-write view of a frame (direct map). Valid always. A frame mapped kExecute
// anywhere must not be written through it.
std::byte* frame_bytes(Frame frame);

}  // namespace hal
