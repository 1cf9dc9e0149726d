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
// kExecute pages are read-only in every mapping; other CPUs may still see the frame writable in
// frame_bytes() until flush_other_cpus(), which therefore comes before such code first runs.
[[nodiscard]] bool map(VirtAddr page, Frame frame, Access access);
// Both: the page must be mapped by map(). The change holds on this CPU at once, on the others when
// flush_other_cpus() has returned; only then may the frame be used for something else.
void unmap(VirtAddr page);
void protect(VirtAddr page, Access access);
bool is_mapped(VirtAddr page);

// Every unmap() and protect() that this CPU made so far is seen by every CPU when this returns.
// Once for a batch, with the kernel lock held; does nothing while only one CPU runs.
void flush_other_cpus();

// What a CPU that spins with interrupts off (for the kernel lock) calls again and again, so that
// the holder's flush_other_cpus() ends. A load and a branch when there is nothing to do.
void serve_flush();

// A device's page, uncached, readable and writable, at a page of a SIP's window that is unmapped
// now. The frame must be is_device_frame(): no RAM, and no controller that the HAL drives itself.
// Uses page tables as map() does; the kernel's sizing must have counted the page in.
bool is_device_frame(Frame frame);
void map_device(VirtAddr page, Frame frame);
void unmap_device(VirtAddr page);  // like unmap(): flush_other_cpus() comes after

// The kernel's own read-write view of a frame (direct map). Valid always. A frame mapped kExecute
// anywhere must not be written through it.
std::byte* frame_bytes(Frame frame);

}  // namespace hal
