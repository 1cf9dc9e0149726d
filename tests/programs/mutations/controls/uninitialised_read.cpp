// control: uninitialised-read; memory: MemorySanitizer: use-of-uninitialized-value
// A field that nobody wrote, and a branch on it.
#include <manifest.hpp>

struct Half {
  int written;
  int left_out;
};

Half made(int value) {
  Half half;
  half.written = value;
  if (sip::ticks() == 0) half.left_out = value;
  return half;
}

int sip_main(manifest::Start) {
  sip::log("{}", made(1).left_out);
  return 0;
}
