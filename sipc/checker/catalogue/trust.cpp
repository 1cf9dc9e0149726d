// BD08xx: trust. Who may say what is decided by real path and content, never by what the source
// claims.
#include "catalogue/families.hpp"

namespace bulkhead::checker {

std::span<const RuleInfo> trust_rules() {
  static constexpr RuleInfo kRules[] = {
      {Rule::kHashMismatch, "hash-mismatch",
       "A trusted file whose content is not the expected one.",
       "Somebody changed, or replaced, code that is not checked.",
       "restore the file from the SDK, or rebuild the SDK", "(an edited SDK header)",
       "(the SDK as installed)"},
      {Rule::kNoTrustList, "no-trust-list",
       "The checker was started without a readable list of trusted files.",
       "Without the list nothing is known about who may say what.",
       "start it through sipc, which passes trusted-list=FILE", "(plugin without arguments)",
       "sipc check main.cpp"},
      {Rule::kReopenedNamespace, "reopened-namespace", "Namespace sip or std reopened.",
       "Code in there could replace or bend what the library's own code calls.",
       "put the declaration into a namespace of your own", "namespace sip { void f(); }",
       "namespace app { void f(); }"},
      {Rule::kShadowedNamespace, "shadowed-namespace", "Something else called sip or std.",
       "A reader, and a tool, would take it for the library.", "choose another name",
       "namespace app { namespace sip {} }", "namespace app { namespace parts {} }"},
      {Rule::kIncludedInScope, "included-in-scope",
       "A library header included inside a namespace, class or function.",
       "The library's code would get another meaning there.",
       "move the #include to the top of the file, outside every scope",
       "namespace app {\n#include <sip/string.hpp>\n}", "#include <sip/string.hpp>"},
      {Rule::kReservedMacro, "reserved-macro",
       "A macro named like a keyword, the library, or a reserved name.",
       "It changes the meaning of code that includes it without a trace.", "choose another name",
       "#define private public", "#define APP_LIMIT 5"},
      {Rule::kReservedIdentifier, "reserved-identifier",
       "A reserved identifier (two underscores, or underscore and capital, in front).",
       "Such names belong to the compiler and its builtins.", "choose another name", "int __x;",
       "int x_;"},
      {Rule::kLibraryInternals, "library-internals",
       "Something out of sip::prim or sip::detail named.",
       "Primitives have typing rules that only the library's wrappers keep.",
       "use the public interface in sip::", "sip::prim::release(h);",
       "std::move(owner).release();"},
      {Rule::kForgedAnnotation, "forged-annotation", "An annotation that is the library's own.",
       "The checker would believe a promise about control flow that nobody keeps.",
       "remove it; user code may say sip::linear and sip::must_consume on types",
       "[[clang::annotate(\"sip::branches\")]] void f();", "struct [[sip::linear]] Token {};"},
      {Rule::kForeignSpecialisation, "foreign-specialisation",
       "Something of sip:: or std:: specialised, defined, befriended or instantiated by hand.",
       "It replaces library code, or opens the library's private parts.",
       "wrap the library's type in one of your own", "template <> struct sip::Traits<int> {};",
       "struct Mine { sip::String text; };"},
      {Rule::kMacroIntoLibrary, "macro-into-library", "A macro that rewrites a library header.",
       "The library's text would no longer be what its hash says.",
       "rename the macro, or define it after the includes",
       "#define value 5\n#include <sip/gc.hpp>", "#include <sip/gc.hpp>"},
  };
  return kRules;
}

}  // namespace bulkhead::checker
