// Evaluation of `requires` in prefix form, as docs/formats/contract.md says: 64 bits that wrap,
// unsigned if an operand is u64 or uptr. What is not known, or floating point, gives nothing.
#include "bitcode/protocol/requirement.hpp"

#include <algorithm>
#include <charconv>

namespace verifier {
namespace {

struct Number {
  std::uint64_t bits = 0;
  bool is_unsigned = false;
};
using Known = std::optional<Number>;

Number truth(bool value) {
  return {value ? 1U : 0U, false};
}

Known known_not_zero(const Known& value) {
  return value ? Known(truth(value->bits != 0)) : std::nullopt;
}

// `land` and `lor` may be known by one side alone.
Known decided(std::string_view name, const Known& left, const Known& right) {
  const bool deciding = name == "lor";
  for (const Known& side : {known_not_zero(left), known_not_zero(right)}) {
    if (side && (side->bits != 0) == deciding) return truth(deciding);
  }
  if (!left || !right) return std::nullopt;
  return truth(!deciding);
}

Known compared(std::string_view name, const Number& a, const Number& b, bool is_unsigned) {
  const bool less = is_unsigned
                        ? a.bits < b.bits
                        : static_cast<std::int64_t>(a.bits) < static_cast<std::int64_t>(b.bits);
  const bool equal = a.bits == b.bits;
  if (name == "lt") return truth(less);
  if (name == "le") return truth(less || equal);
  if (name == "gt") return truth(!less && !equal);
  if (name == "ge") return truth(!less);
  if (name == "eq") return truth(equal);
  if (name == "ne") return truth(!equal);
  return std::nullopt;
}

// Division and shifts are left to the stub: they are rare, and what they must not do is subtle.
Known calculated(std::string_view name, const Known& left, const Known& right) {
  if (!left || !right) return std::nullopt;
  const bool is_unsigned = left->is_unsigned || right->is_unsigned;
  const std::uint64_t a = left->bits, b = right->bits;
  if (name == "add") return Number{a + b, is_unsigned};
  if (name == "sub") return Number{a - b, is_unsigned};
  if (name == "mul") return Number{a * b, is_unsigned};
  if (name == "and") return Number{a & b, is_unsigned};
  if (name == "or") return Number{a | b, is_unsigned};
  if (name == "xor") return Number{a ^ b, is_unsigned};
  return compared(name, *left, *right, is_unsigned);
}

class Evaluator {
 public:
  Evaluator(const Contract& contract, const ContractMessage& message, const KnownWord& known,
            std::string_view text)
      : contract_(contract), message_(message), known_(known), rest_(text) {}

  // The reader of canonical text has seen to the shape and to a bound of the depth.
  Known expression() {
    if (!rest_.starts_with('(')) return atom(word(), false);
    rest_.remove_prefix(1);
    const std::string_view name = word();
    rest_.remove_prefix(1);
    Known result;
    if (name == "length") {
      result = atom(word(), true);
    } else {
      const Known first = expression();
      if (rest_.starts_with(' ')) {
        rest_.remove_prefix(1);
        const Known second = expression();
        const bool logical = name == "land" || name == "lor";
        result = logical ? decided(name, first, second) : calculated(name, first, second);
      } else if (first) {
        if (name == "not") result = Number{~first->bits, first->is_unsigned};
        if (name == "neg") result = Number{0 - first->bits, first->is_unsigned};
        if (name == "lnot") result = truth(first->bits == 0);
      }
    }
    rest_.remove_prefix(1);
    return result;
  }

 private:
  std::string_view word() {
    const std::size_t end = std::min(rest_.find_first_of(" ()"), rest_.size());
    const std::string_view result = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return result;
  }

  Known atom(std::string_view text, bool is_length) {
    std::uint64_t at = 0;
    for (const ContractField& field : message_.parameters) {
      const Layout layout = *layout_of(contract_, field.type);
      at = (at + layout.alignment - 1) / layout.alignment * layout.alignment;
      if (field.name == text) return parameter(field.type, at, is_length);
      at += layout.bytes;
    }
    return literal(text);
  }

  static Known literal(std::string_view text) {
    const char* end = text.data() + text.size();
    std::int64_t number = 0;
    if (const auto read = std::from_chars(text.data(), end, number);
        read.ec == std::errc() && read.ptr == end)
      return Number{static_cast<std::uint64_t>(number), false};
    std::uint64_t large = 0;
    if (const auto read = std::from_chars(text.data(), end, large);
        read.ec == std::errc() && read.ptr == end)
      return Number{large, true};
    return std::nullopt;
  }

  Known parameter(const ContractType& type, std::uint64_t at, bool is_length) {
    const auto offset = static_cast<std::uint32_t>(at);
    if (is_length) {
      if (type.kind != ContractType::Kind::kVector) return std::nullopt;
      const auto length = known_(offset + 8, 8);
      return length ? Known(Number{*length, true}) : std::nullopt;
    }
    const bool is_signed = type.scalar == 'i';
    if (type.kind != ContractType::Kind::kScalar ||
        (!is_signed && type.scalar != 'u' && type.scalar != 'b' && type.scalar != 'c'))
      return std::nullopt;
    const auto word = known_(offset, type.bytes);
    if (!word) return std::nullopt;
    const unsigned spare = 64 - 8 * type.bytes;
    const std::uint64_t high = *word << spare;
    const auto widened = is_signed
                             ? static_cast<std::uint64_t>(static_cast<std::int64_t>(high) >> spare)
                             : high >> spare;
    return Number{widened, type.scalar == 'u' && type.bytes == 8};
  }

  const Contract& contract_;
  const ContractMessage& message_;
  const KnownWord& known_;
  std::string_view rest_;
};

}  // namespace

std::optional<std::string> broken_requirement(const Contract& contract,
                                              const ContractMessage& message,
                                              const KnownWord& known) {
  for (const std::string& requirement : message.requirements) {
    const Known value = Evaluator(contract, message, known, requirement).expression();
    if (value && value->bits == 0) return requirement;
  }
  return std::nullopt;
}

}  // namespace verifier
