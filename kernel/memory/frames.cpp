// The free list of frames. See frames.hpp.
#include "memory/frames.hpp"

#include <utility>

namespace kernel::frames {
namespace {

hal::Lasting<std::uint32_t> links;  // link of each frame: the number of the next one, or kEnd
std::uint32_t lowest = 0;           // frame number that links[0] stands for
std::uint32_t free_head = FrameChain::kEnd;
std::uint32_t free_frames = 0;

std::uint32_t& link(std::uint32_t frame) {
  const std::uint32_t index = frame - lowest;
  if (index >= links.size()) kernel_bug("a frame number is outside the frame table");
  return links[index];
}

std::uint32_t last_of(std::uint32_t first, std::uint32_t count) {
  for (; count > 1; --count) first = link(first);
  return first;
}

}  // namespace

hal::FrameRange largest(std::span<const hal::FrameRange> free_memory) {
  hal::FrameRange best{};
  for (const hal::FrameRange& range : free_memory) {
    if (range.count > best.count) best = range;
  }
  return best;
}

void start(std::span<const hal::FrameRange> free_memory, hal::FrameRange table_range,
           Arena& arena) {
  lowest = table_range.first.number;
  std::uint32_t end = lowest;
  for (const hal::FrameRange& range : free_memory) {
    if (range.count == 0) continue;
    if (range.first.number < lowest) lowest = range.first.number;
    if (range.first.number + range.count > end) end = range.first.number + range.count;
  }
  links = arena.carve<std::uint32_t>(end - lowest);
}

void add(hal::FrameRange range) {
  for (std::uint32_t i = range.count; i-- > 0;) {
    link(range.first.number + i) = free_head;
    free_head = range.first.number + i;
  }
  free_frames += range.count;
}

std::uint32_t free_count() {
  return free_frames;
}

std::optional<FrameChain> allocate(std::uint32_t count) {
  if (count == 0) return FrameChain{};
  if (count > free_frames) return std::nullopt;
  const std::uint32_t first = free_head;
  const std::uint32_t last = last_of(first, count);
  free_head = link(last);
  link(last) = FrameChain::kEnd;
  free_frames -= count;
  return FrameChain{first, count};
}

void release(FrameChain chain) {
  if (chain.count == 0) return;
  const std::uint32_t last = last_of(chain.first, chain.count);
  link(last) = free_head;
  free_head = chain.first;
  free_frames += chain.count;
}

hal::Frame first_of(const FrameChain& chain) {
  return {chain.first};
}
hal::Frame after(hal::Frame frame) {
  return {link(frame.number)};
}

FrameChain join(FrameChain first, FrameChain second) {
  if (first.count == 0) return second;
  if (second.count == 0) return first;
  link(last_of(first.first, first.count)) = second.first;
  return {first.first, first.count + second.count};
}

FrameChain split(FrameChain& chain, std::uint32_t count) {
  if (count == 0) return std::exchange(chain, {});
  const std::uint32_t last = last_of(chain.first, count);
  const FrameChain rest{link(last), chain.count - count};
  link(last) = FrameChain::kEnd;
  chain.count = count;
  return rest;
}

}  // namespace kernel::frames
