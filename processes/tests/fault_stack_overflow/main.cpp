// Recurses without end, in checked code. Expected: the kernel ends it with a report of a stack
// overflow.
#include <manifest.hpp>

namespace {

int recurse(int depth) {
  if (depth < 0) return 0;  // not before the stack has ended
  sip::Array<int, 256> frame;
  frame[static_cast<std::size_t>(depth & 255)] = depth;
  const int below = recurse(depth + 1);
  return below + frame[static_cast<std::size_t>(below & 255)];
}

}  // namespace

int sip_main(manifest::Start) {
  sip::log("about to recurse without end");
  return recurse(1);
}
