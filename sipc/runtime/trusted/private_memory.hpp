// Memory of the SIP that threads share and that outlives the frame that made it: what a thread
// starts with, the content of a sip::Mutex. Taken from the heap by memory_grow, kept in lists by
// size, given back to those lists. Neighbours: threads.cpp, shared.cpp.
#pragma once
#include <cstdint>

namespace sip::body {

// Zeroed, aligned to 16; ends the SIP when the manifest's memory limit is reached. `bytes` at most
// kLargestPiece.
void* allocate_private(std::uint64_t bytes);
void release_private(void* piece);

inline constexpr std::uint64_t kLargestPiece = (1u << 16) - 16;

}  // namespace sip::body
