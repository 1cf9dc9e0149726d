// Physical memory is a memory file: the kernel's view maps all of it, and map() puts single pages
// of it where the layout says.
#include <fcntl.h>
#include <sched.h>
#include <sys/mman.h>
#include <unistd.h>

#include <unordered_map>

#include "machine.hpp"

namespace hal {
namespace {

constexpr int kReserved = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;

int memory_file = -1;
std::byte* view = nullptr;
std::uint32_t frame_count = 0;
std::unordered_map<std::uint64_t, std::pair<Frame, Access>> mapped;  // by page address

void* at(VirtAddr address) {
  return reinterpret_cast<void*>(address.value);
}

int protection(Access access) {
  switch (access) {
    case Access::kReadOnly:
      return PROT_READ;
    case Access::kReadWrite:
      return PROT_READ | PROT_WRITE;
    case Access::kExecute:
      return PROT_READ | PROT_EXEC;
  }
  return PROT_NONE;
}

void reserve(VirtAddr base, std::uint64_t bytes) {
  if (mmap(at(base), bytes, PROT_NONE, kReserved | MAP_FIXED_NOREPLACE, -1, 0) != at(base))
    hosted::die("reserving the layout's addresses");
}

// W^X for the kernel's own view: what is executable somewhere is not writable here.
void set_view_writable(Frame frame, bool writable) {
  if (mprotect(frame_bytes(frame), kPageBytes, writable ? PROT_READ | PROT_WRITE : PROT_READ) != 0)
    hosted::die("protecting a frame");
}

// Under AddressSanitizer the low addresses are its shadow; the layout moves, and SIPs that need the
// owner map below 2 GiB are refused.
constexpr Layout layout_for_this_build() {
#if __has_feature(address_sanitizer)
  return {{0x2000'0000'0000}, 256ull << 20, 1024,
          {0x2800'0000'0000}, 1ull << 39,   {0x3000'0000'0000}};
#else
  return {{0x20'0000'0000}, 256ull << 20, 1024, {0x80'0000'0000}, 1ull << 39, {0x4000'0000}};
#endif
}

}  // namespace

namespace hosted {

Layout start_memory(std::uint64_t mebibytes) {
  const std::uint64_t bytes = mebibytes << 20;
  frame_count = static_cast<std::uint32_t>(bytes / kPageBytes);
  memory_file = memfd_create("bulkhead-memory", MFD_CLOEXEC);
  if (memory_file < 0 || ftruncate(memory_file, static_cast<off_t>(bytes)) != 0)
    die("making the memory file");
  void* const whole = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, memory_file, 0);
  if (whole == MAP_FAILED) die("mapping the memory file");
  view = static_cast<std::byte*>(whole);
  const Layout layout = layout_for_this_build();
  const std::uint64_t end = layout.exchange_base.value + layout.exchange_bytes;
  reserve(layout.window_base, layout.window_bytes * layout.window_count);
  reserve(layout.exchange_base, layout.exchange_bytes);
  reserve(layout.owner_map, end / kPageBytes * sizeof(std::uint16_t));
  return layout;
}

FrameRange all_frames() {
  return {{0}, frame_count};
}

}  // namespace hosted

void give_page_table_frames(FrameRange) {}
std::uint32_t page_table_frames_for(std::uint64_t, std::uint32_t) {
  return 0;
}

// SAFETY: the addresses are the kernel's (hal/memory.hpp: a page that is unmapped now, inside the
// reserved layout), so MAP_FIXED replaces a reservation and nothing of Linux's.
bool map(VirtAddr page, Frame frame, Access access) {
  if (access == Access::kExecute) set_view_writable(frame, false);
  const auto offset = static_cast<off_t>(std::uint64_t{frame.number} * kPageBytes);
  if (mmap(at(page), kPageBytes, protection(access), MAP_SHARED | MAP_FIXED, memory_file, offset) !=
      at(page))
    return false;
  mapped.insert_or_assign(page.value, std::pair{frame, access});
  return true;
}

void unmap(VirtAddr page) {
  const auto found = mapped.find(page.value);
  if (found == mapped.end()) hosted::stop("[H-035] unmap: the page is not mapped");
  if (mmap(at(page), kPageBytes, PROT_NONE, kReserved | MAP_FIXED, -1, 0) != at(page))
    hosted::die("unmapping a page");
  if (found->second.second == Access::kExecute) set_view_writable(found->second.first, true);
  mapped.erase(found);
}

void protect(VirtAddr page, Access access) {
  const auto found = mapped.find(page.value);
  if (found == mapped.end()) hosted::stop("[H-036] protect: the page is not mapped");
  if (mprotect(at(page), kPageBytes, protection(access)) != 0) hosted::die("protecting a page");
  set_view_writable(found->second.first, access != Access::kExecute);
  found->second.second = access;
}

bool is_mapped(VirtAddr page) {
  return mapped.contains(page.value & ~(kPageBytes - 1));
}

// Linux has done it: its page tables changed for all threads of the process.
void flush_other_cpus() {}

// Who spins may wait for a CPU whose Linux thread does not run: give way now and then.
void serve_flush() {
  constexpr unsigned kSpins = 256;
  thread_local unsigned spins = 0;
  if (++spins % kSpins == 0) sched_yield();
}

std::byte* frame_bytes(Frame frame) {
  return view + std::uint64_t{frame.number} * kPageBytes;
}

}  // namespace hal
