// control: unchecked-index; address: use-after-poison
// Behind the elements of a vector, round the library's check.
#include <manifest.hpp>

int sip_main(manifest::Start) {
  sip::Vector<int> values(4);
  const auto first = &values[0];
  sip::log("{}", first[static_cast<std::size_t>(sip::ticks() | 1) % 2 + 4]);
  return 0;
}
