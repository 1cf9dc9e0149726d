// Reads past the end of an array, in checked code. Expected: the checked index ends it with a
// report that names index and length.
#include <manifest.hpp>

int sip_main(manifest::Start) {
  sip::Array<int, 4> numbers;
  const sip::Line nothing;
  sip::log("about to read element 4 of 4");
  return numbers[4 + nothing.size()];
}
