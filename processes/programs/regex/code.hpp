// Code of the pattern machine: what one thread of a match does next.
#pragma once
#include <manifest.hpp>

namespace regex {

/// A set of bytes.
struct ByteSet {
  sip::Array<std::uint64_t, 4> words;

  void add(unsigned char byte) { words[byte >> 6] |= std::uint64_t{1} << (byte & 63); }
  void add_range(unsigned char first, unsigned char last) {
    for (unsigned byte = first; byte <= last; ++byte) add(static_cast<unsigned char>(byte));
  }
  void invert() {
    for (std::size_t i = 0; i < 4; ++i) words[i] = ~words[i];
  }
  bool has(unsigned char byte) const { return (words[byte >> 6] >> (byte & 63) & 1) != 0; }
};

enum class Operation : std::uint8_t {
  kByte,   // this byte, then on
  kSet,    // a byte of set `first`, then on
  kSplit,  // two threads: `first` goes before `second`
  kJump,
  kStart,  // only at the text's start
  kEnd,    // only at its end
  kMatch,
};

struct Instruction {
  Operation operation = Operation::kMatch;
  unsigned char byte = 0;
  std::size_t first = 0, second = 0;
};

struct Pattern {
  sip::Vector<Instruction> code;
  sip::Vector<ByteSet> sets;
};

}  // namespace regex
