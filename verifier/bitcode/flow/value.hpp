// What a value in verified code can be: a set of possibilities. The derivation believes no debug
// information: it knows each pointer as object and offset, and each handle by where it came from.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "bitcode/protocol/standing.hpp"

namespace verifier::flow {

using ObjectId = std::int32_t;
using TokenId = std::int32_t;

// Global constants have ids of their own, the same in every function.
constexpr ObjectId kFirstGlobal = 1 << 28;

// Where a pointer may point: `offset` in the object, or in one of `count` elements of `stride`
// bytes that begin there, `inner` bytes into it. In a view: `count` elements of a size that each
// use tells, or, if that is 0, whole elements of collected memory.
struct Target {
  ObjectId object = 0;
  std::int64_t offset = 0;
  std::uint32_t count = 1, stride = 0;
  std::int64_t inner = 0;

  [[nodiscard]] bool is_exact() const { return stride == 0; }
  auto operator<=>(const Target&) const = default;
};

// An instance of something owned or counted. `dead`: it was given away, on some path at least. Of
// an endpoint that is not dead also where it may stand if it is this word that holds it.
struct TokenRef {
  TokenId id = 0;
  bool dead = false;
  Standings standings;
  auto operator<=>(const TokenRef&) const = default;
};

// Bits of Value: what else it may be, besides the targets and tokens that it lists.
enum : std::uint16_t {
  kUninit = 1,    // never written, or what is left of a pointer
  kPlain = 2,     // any number
  kZero = 4,      // zero: no pointer, no handle
  kConstant = 8,  // the number `constant`, which is not 0
  kText = 16,     // the address in a view: of a literal, or in what `targets` lists
  kLength = 32,   // a length that what is before it has
  kForeign = 64,  // a word of a message, or of an array: a number or a handle of one of `kinds`
  kRow = 128,     // the address in a Buffer, in collected memory
  kLink = 256     // the address in a Reference, in collected memory
};

// Bits of Value::emptied above those of the kinds.
enum : std::uint16_t {
  kNoneMade = 1 << 13,        // its maker had none to give, as the program found out
  kEmptiedUnknown = 1 << 14,  // what came with a message was there
  kCarried = 1 << 15          // the zero is what a whole word of memory held: nobody's owner
};

struct Value {
  std::uint16_t bits = 0;
  std::uint16_t emptied = 0;  // of a zero: the kinds of owners that were moved out and left it
  std::uint64_t constant = 0;
  std::uint64_t kinds = 0;   // of handles that it may be without being a known instance
  std::int32_t tag_of = -1;  // the endpoint whose last receive gave this: its number, or, with
                             // kForeign, its bytes
  TokenId none_of = -1;  // of a condition: it is `none_when` if that handle is 0, else the other
  bool none_when = true;
  bool as_before = false;  // of a number in memory: the one that the caller had there
  std::vector<Target> targets;
  std::vector<TokenRef> tokens;

  static Value of(int bits) {
    Value value;
    value.bits = static_cast<std::uint16_t>(bits);
    return value;
  }
  static Value number(std::uint64_t constant) {
    Value value = of(constant == 0 ? kZero : kConstant);
    value.constant = constant;
    return value;
  }
  static Value pointer(const Target& target) {
    Value value;
    value.targets.push_back(target);
    return value;
  }
  static Value token(TokenId id) {
    Value value;
    value.tokens.push_back({id, false, {}});
    return value;
  }

  [[nodiscard]] bool has(int any) const { return (bits & any) != 0; }
  [[nodiscard]] bool is_pointer() const { return !targets.empty() || has(kText | kRow | kLink); }
  // Nothing is known of it but that it is some number.
  [[nodiscard]] bool is_any_number() const {
    return bits == kPlain && targets.empty() && tokens.empty() && tag_of < 0 && none_of < 0 &&
           !as_before;
  }
  // Bytes of it can be looked at one by one without a loss.
  [[nodiscard]] bool is_splittable() const {
    return targets.empty() && tokens.empty() && tag_of < 0 && none_of < 0 && !as_before &&
           !has(kConstant | kText | kLength | kRow | kLink);
  }
  bool operator==(const Value&) const = default;
};

// The union of two sets of possibilities.
Value join(const Value& left, const Value& right);
// What is left of a value when only some of its bytes are looked at.
Value part_of(const Value& value);
void append_key(std::string& key, const Value& value);
void append_key(std::string& key, const Standings& standings);

}  // namespace verifier::flow
