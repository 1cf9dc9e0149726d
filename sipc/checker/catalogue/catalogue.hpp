// What every dialect rule is called, why it exists and what to write instead. No Clang in here: the
// checker, `sipc explain` and the generated documentation all read this one table. Numbers are
// permanent; never reuse one.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace bulkhead::checker {

enum class Rule : std::uint16_t {
  // Pointers
  kRawPointer = 101,
  kAddressOf = 102,
  kThisPointer = 103,
  kFunctionValue = 104,
  kArray = 105,
  kStringLiteral = 106,
  kManualMemory = 107,
  kExplicitDestructor = 108,
  kNullPointer = 109,
  kPointerValue = 110,
  // Casts
  kReinterpretCast = 201,
  kConstCast = 202,
  kOldStyleCast = 203,
  kDowncast = 204,
  kEnumCast = 205,
  kBitCast = 206,
  kUnion = 207,
  kVolatile = 208,
  kRvalueCast = 209,
  kRunTimeType = 210,
  // Initialisation and flow
  kUninitialisedRead = 301,
  kUninitialisedField = 302,
  kMissingReturn = 303,
  kFrameSize = 304,
  // References and views
  kReferenceField = 401,
  kReturnedClosure = 402,
  kReturnedLocal = 403,
  kDanglingReference = 404,
  kViewStorage = 405,
  kReferenceToView = 406,
  kOutlivedView = 407,
  kEscapingClosure = 408,
  kBorrowEnded = 409,
  kOverlappingBorrow = 410,
  // Linear values
  kUseAfterMove = 501,
  kNotConsumed = 502,
  kOverwritten = 503,
  kLinearAlias = 504,
  kLinearStorage = 505,
  kDiscarded = 506,
  kLinearRvalueParameter = 507,
  kMoveFromBorrowed = 508,
  kFlowTooComplex = 509,
  // Shared state
  kMutableStatic = 601,
  kThreadLocal = 602,
  kNotSendable = 603,
  kMutableConstant = 604,
  kCollectedDestructor = 605,
  kNotExchangeable = 606,
  // Escape hatches
  kInlineAsm = 701,
  kLanguageLinkage = 702,
  kAttribute = 703,
  kPragma = 704,
  kBuiltin = 705,
  kVariadic = 706,
  kExtension = 707,
  kKeyword = 708,
  kException = 709,
  kCoroutine = 710,
  kForbiddenType = 711,
  kModule = 712,
  kOverAligned = 713,
  // Trust
  kHashMismatch = 801,
  kNoTrustList = 802,
  kReopenedNamespace = 803,
  kShadowedNamespace = 804,
  kIncludedInScope = 805,
  kReservedMacro = 806,
  kReservedIdentifier = 807,
  kLibraryInternals = 808,
  kForgedAnnotation = 809,
  kForeignSpecialisation = 810,
  kMacroIntoLibrary = 811,
};

struct RuleInfo {
  Rule rule;
  std::string_view id;       // kebab-case, as it stands in brackets at the end of a message
  std::string_view summary;  // what the rule forbids
  std::string_view why;      // the attack or mistake that it stops
  std::string_view remedy;   // what to write in its place; part of every message
  std::string_view bad;      // smallest example that is refused
  std::string_view good;     // the same intent, accepted

  std::uint16_t number() const { return static_cast<std::uint16_t>(rule); }
};

// All rules, ascending by number.
std::span<const RuleInfo> catalogue();

// The rule with this number, or nullptr.
const RuleInfo* find_rule(std::uint16_t number);

// "BD0101"
std::string rule_code(Rule rule);

}  // namespace bulkhead::checker
