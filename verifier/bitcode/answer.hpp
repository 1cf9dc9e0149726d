// What the confined reader of bitcode answers, as bytes. The reader may have been taken over by
// what it read, so the answer is as hostile as the bitcode: decoding checks every field.
#pragma once
#include <optional>
#include <string>

#include "bitcode/bitcode.hpp"

namespace verifier {

struct BitcodeAnswer {
  std::uint64_t functions = 0;
  std::vector<BitcodeFinding> findings;
};

// Keeps the first findings only, and cuts their texts.
std::string encode_answer(const BitcodeAnswer& answer);

// nullopt: no encoder wrote that.
std::optional<BitcodeAnswer> decode_answer(View bytes);

}  // namespace verifier
