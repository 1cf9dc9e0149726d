// BD01xx: pointers. Checked code names objects, never addresses.
#include "catalogue/families.hpp"

namespace bulkhead::checker {

std::span<const RuleInfo> pointer_rules() {
  static constexpr RuleInfo kRules[] = {
      {Rule::kRawPointer, "raw-pointer", "A pointer type, anywhere in a type.",
       "A pointer can dangle, be null, be indexed out of its object, or be forged from a number.",
       "use sip::Gc<T> for a collected object, T& for a parameter, sip::Optional<T> for absence",
       "using P = int*;", "void bump(int& value) { value += 1; }"},
      {Rule::kAddressOf, "address-of", "Taking an address, with & or a library function.",
       "An address outlives the object it was taken of.",
       "pass the object itself, or a reference to it", "auto p = &x;", "bump(x);"},
      {Rule::kThisPointer, "this-pointer", "`this` used as a value.",
       "`this` is a raw pointer; kept or passed on, it outlives the object.",
       "use `this` only to name a member, or return `*this` by reference", "return this;",
       "return *this;"},
      {Rule::kFunctionValue, "function-value", "A function or member used as a value.",
       "A function pointer can be null, and a call through it can be bent to another type.",
       "pass a lambda, or keep a sip::Function", "auto f = &work;", "run([] { work(); });"},
      {Rule::kArray, "c-array", "A C array.",
       "Its index is not checked, and it decays to a pointer at the first touch.",
       "use sip::Array<T, N> or sip::Vector<T>", "int table[4];", "sip::Array<int, 4> table;"},
      {Rule::kStringLiteral, "string-literal", "A string literal outside a library parameter.",
       "A literal is a C array, and turns into a pointer to its first character.",
       "pass the literal directly to a sip:: function, for example sip::StringView(\"...\")",
       "auto& s = \"text\";", "sip::StringView s(\"text\");"},
      {Rule::kManualMemory, "manual-memory", "new, delete, or a replacement of them.",
       "Memory freed by hand can be used again after that, and constructed over.",
       "use sip::Gc<T>, sip::Vector<T> or a plain local variable", "auto p = new int;",
       "int value = 0;"},
      {Rule::kExplicitDestructor, "explicit-destructor", "A destructor called by hand.",
       "The object is destroyed a second time at the end of its scope.",
       "let the scope end, or assign a new value", "value.~T();", "value = T{};"},
      {Rule::kNullPointer, "null-pointer", "The null pointer constant.",
       "There is nothing in checked code that it could be a value of.",
       "use an empty sip::Optional<T>", "auto n = nullptr;", "sip::Optional<int> n;"},
      {Rule::kPointerValue, "pointer-value", "An expression that yields a pointer.",
       "An implicit conversion, a decayed array or a call makes a pointer that nobody wrote down.",
       "use the library's checked access instead (indexing, iteration, StringView)", "*values;",
       "values[0];"},
  };
  return kRules;
}

}  // namespace bulkhead::checker
