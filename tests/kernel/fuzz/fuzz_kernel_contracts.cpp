// libFuzzer target: damaged contract tables, and the monitor that they make. See README.md.
#include <cstddef>

#include "images.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Source source(std::span(data, size));
  fuzz::use_damaged_contracts(source);
  return 0;
}
