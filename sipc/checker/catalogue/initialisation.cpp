// BD03xx: initialisation and flow.
#include "catalogue/families.hpp"

namespace bulkhead::checker {

std::span<const RuleInfo> initialisation_rules() {
  static constexpr RuleInfo kRules[] = {
      {Rule::kUninitialisedRead, "uninitialised-read",
       "A variable or field read before it is written on every path.",
       "It would hold whatever lay there before, and the optimiser may assume anything of it.",
       "give it a value where it is declared, or on every path before it is used",
       "int x; if (c) x = 1; return x;", "int x = 0; if (c) x = 1; return x;"},
      {Rule::kUninitialisedField, "uninitialised-field",
       "An object made while some of its fields have no value.",
       "Whoever reads the field later cannot know that nobody wrote it.",
       "give the field a default value, or make the object with {}", "struct P { int x; P() {} };",
       "struct P { int x = 0; P() {} };"},
      {Rule::kMissingReturn, "missing-return", "A path on which a function returns no value.",
       "The caller would read what happens to lie there.",
       "return a value on every path, or call sip::panic where no value makes sense",
       "int f(int x) { if (x > 0) return 1; }", "int f(int x) { return x > 0 ? 1 : 0; }"},
      {Rule::kFrameSize, "frame-size", "A function whose local variables take more than 32 KiB.",
       "A SIP's stack is small; one call would use it up, and the SIP would end.",
       "keep large data in collected memory or in the exchange heap, and pass it by reference",
       "sip::Array<char, 100'000> buffer;", "sip::Vector<char> buffer(100'000);"},
  };
  return kRules;
}

}  // namespace bulkhead::checker
