// libFuzzer target: the loading of damaged images. See README.md.
#include <cstddef>

#include "images.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Source source(std::span(data, size));
  fuzz::load_damaged_image(source);
  return 0;
}
