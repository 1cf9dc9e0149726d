// Recurses without end and without anything that pointers lead to, so that the call stack is full
// first. Expected: the kernel ends it with a report that says so.
#include <manifest.hpp>

namespace {

unsigned recurse(unsigned depth) {
  if (depth == 0) return 1;  // not before the stack has ended
  return recurse(depth + 1) * 3 + recurse(depth + 2);
}

}  // namespace

int sip_main(manifest::Start) {
  sip::log("about to recurse without end");
  return static_cast<int>(recurse(1) & 1);
}
