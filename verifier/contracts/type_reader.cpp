// Names and types of the canonical text.
#include <algorithm>
#include <array>

#include "contracts/canonical_reader.hpp"

namespace verifier {
namespace {

struct Scalar {
  std::string_view name;
  std::uint32_t bytes;
};
constexpr auto kScalars = std::to_array<Scalar>({{"bool", 1},
                                                 {"i8", 1},
                                                 {"u8", 1},
                                                 {"i16", 2},
                                                 {"u16", 2},
                                                 {"i32", 4},
                                                 {"u32", 4},
                                                 {"i64", 8},
                                                 {"u64", 8},
                                                 {"char", 1},
                                                 {"f32", 4},
                                                 {"f64", 8},
                                                 {"uptr", 8}});

// exp<HASH>:STATE and imp<HASH>:STATE, without the closing '?'.
std::optional<ContractType> read_endpoint(std::string_view text) {
  ContractType type{.kind = text.starts_with("exp<") ? ContractType::Kind::kExporter
                                                     : ContractType::Kind::kImporter,
                    .name = {},
                    .state = {},
                    .element = {}};
  const std::size_t close = text.find(">:");
  if (close == std::string_view::npos) return std::nullopt;
  type.name = text.substr(4, close - 4);
  type.state = text.substr(close + 2);
  if (type.name != "self" && !is_mention(type.name)) return std::nullopt;
  if (!is_qualified_name(type.state)) return std::nullopt;
  return type;
}

// block<T> and vector<T>, without the closing '?'.
std::optional<ContractType> read_owner(std::string_view text, std::size_t open, unsigned depth) {
  if (!text.ends_with('>')) return std::nullopt;
  auto element = read_type(text.substr(open + 1, text.size() - open - 2), depth + 1);
  if (!element) return std::nullopt;
  ContractType type{
      .kind = text.starts_with("block") ? ContractType::Kind::kBlock : ContractType::Kind::kVector,
      .name = {},
      .state = {},
      .element = {}};
  type.element.push_back(*std::move(element));
  return type;
}

}  // namespace

std::optional<Hash> hash_of_hex(std::string_view text) {
  Hash hash{};
  if (text.size() != 2 * hash.size()) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t digit = std::string_view("0123456789abcdef").find(text[i]);
    if (digit == std::string_view::npos) return std::nullopt;
    hash[i / 2] = static_cast<std::uint8_t>(hash[i / 2] << 4 | digit);
  }
  return hash;
}

bool is_mention(std::string_view text) {
  constexpr std::string_view kMember = "member:";
  if (text.starts_with(kMember)) return is_qualified_name(text.substr(kMember.size()));
  return hash_of_hex(text).has_value();
}

bool is_identifier(std::string_view text) {
  const auto letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  if (text.empty() || text.size() > 255 || !letter(text.front())) return false;
  return std::ranges::all_of(text, [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

bool is_qualified_name(std::string_view text) {
  while (true) {
    const std::size_t dot = text.find('.');
    if (!is_identifier(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

std::optional<std::uint32_t> scalar_bytes(std::string_view name) {
  const auto found = std::ranges::find(kScalars, name, &Scalar::name);
  return found == kScalars.end() ? std::nullopt : std::optional(found->bytes);
}

std::optional<ContractType> read_type(std::string_view text, unsigned depth) {
  constexpr unsigned kDeepest = 16;
  if (depth > kDeepest) return std::nullopt;
  if (const auto bytes = scalar_bytes(text))
    return ContractType{
        .bytes = *bytes, .scalar = text.front(), .name = {}, .state = {}, .element = {}};
  if (text.starts_with("enum:") || text.starts_with("struct:")) {
    const std::size_t colon = text.find(':');
    ContractType type{.kind = text.starts_with("enum:") ? ContractType::Kind::kScalar
                                                        : ContractType::Kind::kStruct,
                      .name = std::string(text.substr(colon + 1)),
                      .state = {},
                      .element = {}};
    return is_qualified_name(type.name) ? std::optional(type) : std::nullopt;
  }
  const bool null = text.ends_with('?');
  if (null) text.remove_suffix(1);
  std::optional<ContractType> type;
  if (text.starts_with("block<"))
    type = read_owner(text, 5, depth);
  else if (text.starts_with("vector<"))
    type = read_owner(text, 6, depth);
  else if (text.starts_with("exp<") || text.starts_with("imp<"))
    type = read_endpoint(text);
  if (type) type->may_be_null = null;
  return type;
}

}  // namespace verifier
