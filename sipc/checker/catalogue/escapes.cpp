// BD07xx: escape hatches, the ways out of the language.
#include "catalogue/families.hpp"

namespace bulkhead::checker {

std::span<const RuleInfo> escape_rules() {
  static constexpr RuleInfo kRules[] = {
      {Rule::kInlineAsm, "inline-asm", "Assembly or an assembler name, in any spelling.",
       "Machine code does what it likes, and a chosen symbol name can replace any function.",
       "use the library; hardware is reached through sip::IoPorts and sip::Mmio", "asm(\"cli\");",
       "ports.write(value);"},
      {Rule::kLanguageLinkage, "language-linkage",
       "extern \"C\", or a variable outside every namespace that other files can see.",
       "An unmangled name can collide with a run-time primitive and replace it.",
       "declare functions in a namespace of your own, with C++ linkage", "extern \"C\" void f();",
       "namespace app { void f(); }"},
      {Rule::kAttribute, "attribute", "An attribute outside the allow-list.",
       "Attributes change linkage, layout and code, or promise the optimiser what is not so.",
       "remove it; allowed are nodiscard, maybe_unused, deprecated, fallthrough, likely, unlikely, "
       "no_unique_address, sip::linear, sip::must_consume",
       "[[gnu::section(\"x\")]] int f();", "[[nodiscard]] int f();"},
      {Rule::kPragma, "pragma", "A pragma outside the allow-list.",
       "Pragmas pack structures, rename symbols, switch off checks and hide code.",
       "remove it; allowed are once, region, endregion, mark, GCC/clang diagnostic",
       "#pragma pack(1)", "#pragma once"},
      {Rule::kBuiltin, "builtin",
       "A compiler builtin outside the allow-list, or a library function with a promise in it.",
       "Builtins read and write raw memory, or tell the optimiser that something cannot happen.",
       "use the library's function for it", "__builtin_unreachable();",
       "sip::panic(\"unreachable\");"},
      {Rule::kVariadic, "c-variadic", "C-style variable arguments.",
       "Nothing checks their number or types.", "use a parameter pack or overloads",
       "void log(int n, ...);", "template <class... T> void log(T... values);"},
      {Rule::kExtension, "gnu-extension",
       "A language extension: statement expression, VLA, computed goto, block, vector type.",
       "Extensions have no checked meaning, and some jump or allocate freely.",
       "write it in standard C++", "int x = ({ f(); });", "int x = [] { return f(); }();"},
      {Rule::kKeyword, "extension-keyword", "A keyword that is not part of the dialect.",
       "It stands for an extension or a promise that the checker does not know.",
       "write it in standard C++", "__typeof__(x) y;", "decltype(x) y = x;"},
      {Rule::kException, "exception", "throw, try or catch.",
       "SIPs have no unwinder; a half-unwound stack owns nothing it should.",
       "return sip::Result<T, E>, or end with sip::panic", "throw 1;", "return sip::fail(1);"},
      {Rule::kCoroutine, "coroutine", "A coroutine.",
       "Its frame keeps references and owners alive beyond every scope.",
       "use a thread, or write the state machine out", "co_return 1;", "return 1;"},
      {Rule::kForbiddenType, "forbidden-type",
       "A type outside the dialect: long double, 128-bit, complex, atomic, vector, other address "
       "space.",
       "Layout and operations differ between the verified form and the machine.",
       "use double, 64-bit integers, sip::Atomic", "long double x;", "double x;"},
      {Rule::kModule, "module", "A C++ module.", "The checker would not see the module's source.",
       "use #include", "import evil;", "#include \"mine.hpp\""},
      {Rule::kOverAligned, "over-aligned", "An alignment above 16.",
       "The virtual ABI of the verified form has no larger one.", "use an alignment of at most 16",
       "alignas(64) int x;", "alignas(16) int x;"},
  };
  return kRules;
}

}  // namespace bulkhead::checker
