// The table of keywords; see keywords.hpp.
#include "rules/keywords.hpp"

#include <llvm/ADT/StringRef.h>

namespace bulkhead::checker {

namespace {

namespace tok = clang::tok;

bool is_dialect_keyword(tok::TokenKind kind) {
  switch (kind) {
    case tok::kw_alignas:
    case tok::kw_alignof:
    case tok::kw_auto:
    case tok::kw_bool:
    case tok::kw_break:
    case tok::kw_case:
    case tok::kw_char:
    case tok::kw_char8_t:
    case tok::kw_char16_t:
    case tok::kw_char32_t:
    case tok::kw_class:
    case tok::kw_concept:
    case tok::kw_const:
    case tok::kw_consteval:
    case tok::kw_constexpr:
    case tok::kw_constinit:
    case tok::kw_continue:
    case tok::kw_decltype:
    case tok::kw_default:
    case tok::kw_delete:
    case tok::kw_do:
    case tok::kw_double:
    case tok::kw_else:
    case tok::kw_enum:
    case tok::kw_explicit:
    case tok::kw_extern:
    case tok::kw_false:
    case tok::kw_float:
    case tok::kw_for:
    case tok::kw_friend:
    case tok::kw_goto:
    case tok::kw_if:
    case tok::kw_inline:
    case tok::kw_int:
    case tok::kw_long:
    case tok::kw_mutable:
    case tok::kw_namespace:
    case tok::kw_noexcept:
    case tok::kw_operator:
    case tok::kw_private:
    case tok::kw_protected:
    case tok::kw_public:
    case tok::kw_requires:
    case tok::kw_return:
    case tok::kw_short:
    case tok::kw_signed:
    case tok::kw_sizeof:
    case tok::kw_static:
    case tok::kw_static_assert:
    case tok::kw_static_cast:
    case tok::kw_struct:
    case tok::kw_switch:
    case tok::kw_template:
    case tok::kw_this:
    case tok::kw_true:
    case tok::kw_typedef:
    case tok::kw_typename:
    case tok::kw_unsigned:
    case tok::kw_using:
    case tok::kw_virtual:
    case tok::kw_void:
    case tok::kw_wchar_t:
    case tok::kw_while:
    case tok::kw___func__:
      return true;
    default:
      return false;
  }
}

// The compiler's own type traits (__is_same, __remove_cv …), which the library is written with.
bool is_type_trait(tok::TokenKind kind) {
  const auto* spelling = tok::getKeywordSpelling(kind);
  if (spelling == nullptr) return false;
  const llvm::StringRef text(spelling);
  return text.starts_with("__is_") || text.starts_with("__has_") || text.starts_with("__remove_") ||
         text == "__underlying_type" || text == "__decay" || text == "__make_signed" ||
         text == "__make_unsigned";
}

}  // namespace

std::optional<Rule> rule_of_keyword(tok::TokenKind kind, Level level) {
  if (is_dialect_keyword(kind)) return std::nullopt;
  if (is_type_trait(kind) && level >= Level::kGenerated) return std::nullopt;
  if (kind == tok::kw___builtin_offsetof && level == Level::kKernel) return std::nullopt;
  switch (kind) {
    case tok::kw___attribute:
    case tok::kw___declspec:
      return std::nullopt;  // judged by what they hold
    case tok::kw_asm:
      return Rule::kInlineAsm;
    case tok::kw_new:
      return Rule::kManualMemory;
    case tok::kw_nullptr:
    case tok::kw___null:
      return Rule::kNullPointer;
    case tok::kw_reinterpret_cast:
      return Rule::kReinterpretCast;
    case tok::kw_const_cast:
      return Rule::kConstCast;
    case tok::kw_dynamic_cast:
    case tok::kw_typeid:
      return Rule::kRunTimeType;
    case tok::kw___builtin_bit_cast:
      return Rule::kBitCast;
    case tok::kw_union:
      return Rule::kUnion;
    case tok::kw_volatile:
      return Rule::kVolatile;
    case tok::kw_thread_local:
    case tok::kw___thread:
    case tok::kw__Thread_local:
      return Rule::kThreadLocal;
    case tok::kw_throw:
    case tok::kw_try:
    case tok::kw_catch:
      return Rule::kException;
    case tok::kw_co_await:
    case tok::kw_co_return:
    case tok::kw_co_yield:
      return Rule::kCoroutine;
    case tok::kw__Noreturn:
      return Rule::kAttribute;
    case tok::kw___int128:
    case tok::kw__Complex:
    case tok::kw__Atomic:
    case tok::kw__BitInt:
    case tok::kw__ExtInt:
    case tok::kw__Float16:
    case tok::kw___float128:
    case tok::kw___bf16:
    case tok::kw___ibm128:
    case tok::kw__Imaginary:
      return Rule::kForbiddenType;
    case tok::kw_export:
    case tok::kw_import:
    case tok::kw_module:
      return Rule::kModule;
    default:
      return llvm::StringRef(tok::getKeywordSpelling(kind)).starts_with("__builtin_")
                 ? Rule::kBuiltin
                 : Rule::kKeyword;
  }
}

}  // namespace bulkhead::checker
