// BD02xx: casts. A value keeps the type that it was made with.
#include "catalogue/families.hpp"

namespace bulkhead::checker {

std::span<const RuleInfo> cast_rules() {
  static constexpr RuleInfo kRules[] = {
      {Rule::kReinterpretCast, "reinterpret-cast", "reinterpret_cast.",
       "It reads an object as what it is not, or makes a reference out of a number.",
       "use static_cast for value conversions, std::bit_cast for bit patterns",
       "reinterpret_cast<long&>(d)", "std::bit_cast<unsigned long>(d)"},
      {Rule::kConstCast, "const-cast", "const_cast.",
       "It writes to what everybody else was promised does not change.",
       "take the parameter by non-const reference, or copy the value", "const_cast<int&>(c) = 1;",
       "int copy = c;"},
      {Rule::kOldStyleCast, "old-style-cast",
       "A C-style or functional cast that is no value conversion.",
       "It silently turns into reinterpret_cast or const_cast, and ignores access control.",
       "use static_cast between arithmetic types, or a constructor", "(int&)object",
       "static_cast<int>(number)"},
      {Rule::kDowncast, "static-downcast", "static_cast from a base class to a derived one.",
       "Nothing checks that the object is of the derived class.",
       "use a virtual function, sip::Variant, or deducing this", "static_cast<Derived&>(base)",
       "base.act();"},
      {Rule::kEnumCast, "enum-cast", "A number cast to an enumeration.",
       "A value outside the enumeration breaks every switch that relies on it.",
       "write a switch over the number that names each enumerator", "static_cast<Colour>(n)",
       "n == 0 ? Colour::red : Colour::blue"},
      {Rule::kBitCast, "bit-cast", "A bit cast of something that is not arithmetic.",
       "It forges references, owners, booleans and enumerations out of arbitrary bits.",
       "bit-cast only between arithmetic types (not to bool) and aggregates of them",
       "std::bit_cast<bool>(byte)", "std::bit_cast<std::uint32_t>(number)"},
      {Rule::kUnion, "union", "A union.",
       "Reading another member than the one written is type punning.", "use sip::Variant",
       "union U { int i; float f; };", "sip::Variant<int, float> u;"},
      {Rule::kVolatile, "volatile", "volatile.",
       "It is no tool for sharing, and stands for device memory, which checked code reaches "
       "through typed objects.",
       "use sip::Atomic, sip::Mutex or sip::Mmio", "volatile int flag;", "sip::Atomic<int> flag;"},
      {Rule::kRvalueCast, "rvalue-cast", "A cast to an rvalue reference that is more than a move.",
       "It slices an owner, or makes a temporary seem to live on.", "use std::move",
       "static_cast<Base&&>(derived)", "std::move(derived)"},
      {Rule::kRunTimeType, "run-time-type", "dynamic_cast or typeid.",
       "SIPs carry no run-time type information that could be trusted.",
       "use a virtual function or sip::Variant", "dynamic_cast<Derived&>(base)", "base.act();"},
  };
  return kRules;
}

}  // namespace bulkhead::checker
