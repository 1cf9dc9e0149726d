// The image's programs, read and checked once. Segments that every process of a program has alike
// (nothing in them is relocated or patched for one process) are put into frames at start and mapped
// by all of them; the rest is copied for each.
#pragma once
#include "process/process.hpp"
#include "process/program.hpp"

namespace kernel::programs {

struct Loaded {
  Program program;
  std::array<FrameChain, kSegmentCount> shared;  // no frames where each process has its own
};

// Reads all programs; they must have been checked.
void start(const ImageView& view, Arena& arena);
// Fills the shared frames; hal::call_entry must be good by then.
void share_segments();
extern Table<Loaded, ProgramId> table;
inline const Loaded& get(ProgramId id) {
  return table[id];
}

}  // namespace kernel::programs
