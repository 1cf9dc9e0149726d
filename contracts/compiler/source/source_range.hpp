// A place in a source file: the file's index in the program and a range of bytes. Everything in the
// model that a diagnostic may point at carries one.
#pragma once
#include <cstdint>
#include <string>

namespace contracts {

struct Range {
  std::uint16_t file = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// A word as written, with its place. Qualified names keep their dots.
struct Name {
  std::string text;
  Range at;
};

}  // namespace contracts
