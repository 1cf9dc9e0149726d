// The typing rules of the primitives, parsed once from typing.def.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "bitcode/flow/state.hpp"

namespace verifier::flow {

enum class Manner : std::uint8_t { owned, counted, free };
Manner manner_of(Kind kind);
// Whether losing one is a fault: cells are dropped by destructors alone, the others by the program.
bool must_be_consumed(Kind kind);
std::string_view name_of(Kind kind);
std::string_view meaning_of(Kind kind);

// A number of bytes: `fixed`, times the constants of up to two parameters.
struct Amount {
  std::uint64_t fixed = 1;
  int first = -1, second = -1;
};

enum class Term : std::uint8_t {
  kNumber,
  kHandle,
  kIn,
  kData,
  kOut,
  kGive,
  kHand,
  kRoom,
  kLoad,
  kFirst,
  kClosure,
  kAny,
  kText,
  kView,
  kFlatView,
  kSame,
  kSpan,
  kPart,  // views
  kRow,
  kFlatRow,
  kGrow,
  kTake,
  kMake,
  kCopy,
  kLink  // collected memory
};

enum class Use : std::uint8_t { kLook, kGive, kKeep, kDrop };

struct Parameter {
  Term term = Term::kNumber;
  std::optional<Kind> kind;
  Use use = Use::kLook;
  int source = -1;  // the parameter that `same`, `span`, `part`, `take` and `copy` name
  bool sized = false;
  Amount amount, content;
};

enum class Gives : std::uint8_t { kNumber, kHandle, kNever, kElement, kContent, kLock, kPlace };

struct Result {
  Gives gives = Gives::kNumber;
  Kind kind{};
  int parameter = 0;
  Amount amount;
};

struct Rule {
  std::string_view symbol;
  std::vector<Parameter> parameters;
  Result result;
};

// Whether the rule, or the protocol, needs that parameter to be a constant.
bool wants_constant(const Rule& rule, unsigned index);
// Null when there is none: then everything about the primitive is a number.
const Rule* find_rule(std::string_view symbol);

}  // namespace verifier::flow
