// The ways in which the shell can end itself on request, to show what the kernel does about it.
#pragma once
#include <sip/array.hpp>

// Recurses until the stack's guard page is hit. The array makes the frames large; the sum keeps
// them alive.
inline int recurse(int depth) {
  if (depth < 0) return 0;  // not before the stack has ended
  sip::Array<int, 256> frame;
  frame[static_cast<std::size_t>(depth & 255)] = depth;
  const int below = recurse(depth + 1);
  return below + frame[static_cast<std::size_t>(below & 255)];
}

inline int divide(int by) {
  return 1000 / by;
}
