// Frames and the address space. Mapping a frame copies its bytes to the page and unmapping copies
// them back; while a frame is mapped, frame_bytes() is the page. So both views agree as with page
// tables, without a system call, and AddressSanitizer can poison what is unmapped.
#include <sys/mman.h>

#include <cstring>

#include "hal/memory.hpp"
#include "machine.hpp"

#if __has_feature(address_sanitizer)
#include <sanitizer/asan_interface.h>
#endif

namespace machine {
namespace {

using hal::kPageBytes;

// Small, so that tables over all of it are. Where a sanitizer has its shadow the addresses are
// elsewhere.
constexpr std::uint64_t kWindowBytes = 4 << 20, kWindows = 64, kExchangeBytes = 256 << 20;
constexpr std::uint64_t kBytes = kWindowBytes * kWindows + kExchangeBytes;
#if __has_feature(address_sanitizer)
constexpr std::uint64_t kBase = 0x2000'0000'0000, kOwnerMap = 0x3000'0000'0000;
#else
constexpr std::uint64_t kBase = 0x20'0000'0000, kOwnerMap = 0x30'0000'0000;
#endif
constexpr std::uint64_t kMapBase = kOwnerMap + kBase / kPageBytes * 2,
                        kMapBytes = kBytes / kPageBytes * 2;
constexpr hal::Layout kLayout{{kBase},        kWindowBytes,
                              kWindows,       {kBase + kWindowBytes * kWindows},
                              kExchangeBytes, {kOwnerMap}};

constexpr std::uint32_t kFirstFrame = 0x100, kHoleFrames = 16, kSecondRange = 64;

struct Page {
  Mapping mapping{};
  bool mapped = false;
};
struct FrameState {
  std::uint64_t page = 0;  // where it is mapped first; 0: nowhere
  std::uint32_t mappings = 0, writable = 0, executable = 0;
};

std::vector<Page> pages(kBytes / kPageBytes), map_pages(kMapBytes / kPageBytes);
std::vector<FrameState> frames;
std::byte* arena = nullptr;
std::uint32_t mapped_count = 0;
bool started = false;

std::byte* bytes_at(std::uint64_t address) {
  return reinterpret_cast<std::byte*>(address);
}

void set_visible([[maybe_unused]] std::uint64_t address, [[maybe_unused]] std::uint64_t bytes,
                 [[maybe_unused]] bool visible) {
#if __has_feature(address_sanitizer)
  if (visible)
    __asan_unpoison_memory_region(bytes_at(address), bytes);
  else
    __asan_poison_memory_region(bytes_at(address), bytes);
#endif
}

void reserve(std::uint64_t base, std::uint64_t bytes) {
  void* const place =
      mmap(bytes_at(base), bytes, PROT_READ | PROT_WRITE,
           MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
  if (place != bytes_at(base)) fail("the layout's addresses are taken");
  set_visible(base, bytes, false);
}

bool is_in_map(std::uint64_t address) {
  return address - kMapBase < kMapBytes;
}

Page& page_at(std::uint64_t address) {
  if (address % kPageBytes != 0) fail("[H-030] the kernel maps or unmaps what is no page");
  if (is_in_map(address)) return map_pages[(address - kMapBase) / kPageBytes];
  if (address - kBase >= kBytes) fail("[H-030] the kernel maps or unmaps outside of the layout");
  return pages[(address - kBase) / kPageBytes];
}

FrameState& state_of(hal::Frame frame) {
  const std::uint32_t index = frame.number - kFirstFrame;
  if (index >= frames.size()) fail("[H-033] the kernel uses a frame that is no memory");
  return frames[index];
}

std::byte* arena_bytes(hal::Frame frame) {
  return arena + std::uint64_t{frame.number - kFirstFrame} * kPageBytes;
}

void check_w_xor_x(const FrameState& state, hal::Access access) {
  const bool writable = state.writable + (access == hal::Access::kReadWrite ? 1u : 0u) != 0;
  const bool executable = state.executable + (access == hal::Access::kExecute ? 1u : 0u) != 0;
  if (writable && executable) fail("[H-034] a frame is writable and executable");
  if (state.mappings != 0 && writable) fail("a writable frame is mapped twice");
}

void count(FrameState& state, hal::Access access, std::uint32_t step) {
  state.writable += access == hal::Access::kReadWrite ? step : 0;
  state.executable += access == hal::Access::kExecute ? step : 0;
}

void unmap_page(Page& page, std::uint64_t address) {
  FrameState& state = state_of(page.mapping.frame);
  if (page.mapping.access == hal::Access::kExecute &&
      std::memcmp(bytes_at(address), arena_bytes(page.mapping.frame), kPageBytes) != 0)
    fail("something wrote into executable memory");
  if (state.page == address) {
    std::memcpy(arena_bytes(page.mapping.frame), bytes_at(address), kPageBytes);
    state.page = 0;
  }
  --state.mappings;
  count(state, page.mapping.access, ~std::uint32_t{0});
  page = {};
  if (!is_in_map(address)) --mapped_count;
  set_visible(address, kPageBytes, false);
}

void clear(std::vector<Page>& all, std::uint64_t base) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].mapped) set_visible(base + i * kPageBytes, kPageBytes, false);
    all[i] = {};
  }
}

}  // namespace

std::vector<hal::FrameRange> start_memory(std::uint32_t frame_count) {
  static const bool reserved = [] {
    reserve(kBase, kBytes);
    reserve(kMapBase, kMapBytes);
    return true;
  }();
  static_cast<void>(reserved);
  if (frames.size() != frame_count) {
    if (arena != nullptr) munmap(arena, frames.size() * kPageBytes);
    arena = static_cast<std::byte*>(mmap(nullptr, frame_count * kPageBytes, PROT_READ | PROT_WRITE,
                                         MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    if (arena == MAP_FAILED) fail("no memory for the machine's memory");
  }
  frames.assign(frame_count, {});
  clear(pages, kBase);
  clear(map_pages, kMapBase);
  mapped_count = 0;
  started = false;
  const std::uint32_t second = kFirstFrame + frame_count - kSecondRange;
  return {{{second}, kSecondRange}, {{kFirstFrame}, frame_count - kSecondRange - kHoleFrames}};
}

void kernel_has_started() {
  started = true;
}

const Mapping* find_mapping(std::uint64_t page) {
  if (page - kBase >= kBytes) return nullptr;
  const Page& found = pages[(page - kBase) / kPageBytes];
  return found.mapped ? &found.mapping : nullptr;
}

std::uint32_t mapped_pages() {
  return mapped_count;
}
const hal::Layout& layout() {
  return kLayout;
}

bool is_writable(std::uint64_t address, std::uint64_t bytes) {
  if (address - kBase >= kBytes || bytes > kBytes - (address - kBase)) return false;
  for (std::uint64_t page = address / kPageBytes * kPageBytes; page < address + bytes;
       page += kPageBytes) {
    const Mapping* const mapping = find_mapping(page);
    if (mapping == nullptr || mapping->access != hal::Access::kReadWrite) return false;
  }
  return true;
}

}  // namespace machine

namespace hal {
using namespace machine;

void give_page_table_frames(FrameRange) {}
std::uint32_t page_table_frames_for(std::uint64_t, std::uint32_t ranges) {
  return ranges;  // some, so that the kernel's arithmetic about them is used
}

bool map(VirtAddr at, Frame frame, Access access) {
  Page& page = page_at(at.value);
  if (page.mapped) fail("[H-031] the kernel maps a page twice");
  if (started && is_in_map(at.value))
    fail("the kernel allocates memory for its owner map after its start");
  FrameState& state = state_of(frame);
  check_w_xor_x(state, access);
  set_visible(at.value, kPageBytes, true);
  std::memcpy(bytes_at(at.value), state.page != 0 ? bytes_at(state.page) : arena_bytes(frame),
              kPageBytes);
  if (state.page == 0) state.page = at.value;
  ++state.mappings;
  count(state, access, 1);
  page = {{frame, access, false}, true};
  if (!is_in_map(at.value)) ++mapped_count;
  return true;
}

void unmap(VirtAddr at) {
  Page& page = page_at(at.value);
  if (!page.mapped || page.mapping.device)
    fail("[H-035] the kernel unmaps a page that is not mapped");
  unmap_page(page, at.value);
}

void protect(VirtAddr at, Access access) {
  Page& page = page_at(at.value);
  if (!page.mapped || page.mapping.device)
    fail("[H-036] the kernel protects a page that is not mapped");
  FrameState& state = state_of(page.mapping.frame);
  count(state, page.mapping.access, ~std::uint32_t{0});
  count(state, access, 1);
  if (state.writable != 0 && state.executable != 0)
    fail("[H-034] a frame is writable and executable");
  page.mapping.access = access;
}

bool is_mapped(VirtAddr at) {
  return page_at(at.value).mapped;
}

void flush_other_cpus() {}

bool is_device_frame(Frame frame) {
  return frame.number - kDeviceFrame < kDeviceFrames;
}

void map_device(VirtAddr at, Frame frame) {
  Page& page = page_at(at.value);
  if (page.mapped || !is_device_frame(frame))
    fail("[H-042] the kernel maps a device where or as it must not");
  page = {{frame, Access::kReadWrite, true}, true};
  set_visible(at.value, kPageBytes, true);
}

void unmap_device(VirtAddr at) {
  Page& page = page_at(at.value);
  if (!page.mapped || !page.mapping.device)
    fail("[H-045] the kernel unmaps as a device what is none");
  page = {};
  set_visible(at.value, kPageBytes, false);
}

std::byte* frame_bytes(Frame frame) {
  const FrameState& state = state_of(frame);
  if (started && frame.number == kFirstFrame) fail("the kernel allocates a table after its start");
  return state.page != 0 ? bytes_at(state.page) : arena_bytes(frame);
}

}  // namespace hal
