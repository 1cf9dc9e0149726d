// The strict walk.
#include "system/toml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ranges>

namespace verifier {

void ManifestErrors::add(unsigned number, std::uint32_t line, std::string detail) {
  any_ = true;
  report_.add(number, fmt::format("{}, line {}", place_, line), std::move(detail));
}

void ManifestErrors::add(unsigned number, const toml::node& node, std::string detail) {
  add(number, node.source().begin.line, std::move(detail));
}

std::optional<toml::table> parse_toml(View text, ManifestErrors& errors) {
  constexpr std::uint64_t kLargest = 1 << 20;
  if (text.size() > kLargest) {
    errors.add(201, 0, "it is larger than 1 MiB");
    return std::nullopt;
  }
  const std::string copy = text.text();
  toml::parse_result result = libraries::parse_toml(copy);
  if (result) return std::move(result).table();
  errors.add(201, result.error().source().begin.line, std::string(result.error().description()));
  return std::nullopt;
}

const toml::node* TomlWalk::take(std::string_view key, bool required) {
  taken_.emplace(key);
  const toml::node* node = table_.get(key);
  if (node == nullptr && required)
    errors_.add(203, table_, fmt::format("the key \"{}\" is missing", key));
  return node;
}

void TomlWalk::wrong(const toml::node& node, std::string_view key, std::string_view type) {
  errors_.add(203, node, fmt::format("\"{}\" is not {}", key, type));
}

void TomlWalk::fail(std::string_view key, std::string detail) {
  const toml::node* node = table_.get(key);
  errors_.add(203, node != nullptr ? *node : table_, std::move(detail));
}

void TomlWalk::too_many(const toml::node& node, std::string_view key, std::size_t most) {
  errors_.add(203, node, fmt::format("\"{}\" has more than {} entries", key, most));
}

std::string TomlWalk::string(std::string_view key, bool required) {
  const toml::node* node = take(key, required);
  if (node == nullptr) return {};
  if (const auto* value = node->as_string()) return value->get();
  wrong(*node, key, "a string");
  return {};
}

bool is_name(std::string_view text, bool hyphens) {
  return !text.empty() && text.size() < 32 && text[0] >= 'a' && text[0] <= 'z' &&
         std::ranges::all_of(
             text,
             [&](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
                      (hyphens && c == '-');
             });
}

bool is_path(std::string_view text, bool pattern) {
  if (text.size() < 2 || text.size() > 255 || text.front() != '/') return false;
  for (const auto part : std::views::split(text.substr(1), '/')) {
    const std::string_view name(part.begin(), part.end());
    if (pattern && name == "*") continue;
    const bool good =
        !name.empty() && name != "." && name != ".." && std::ranges::all_of(name, [](char c) {
          return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
                 c == '-';
        });
    if (!good) return false;
  }
  return true;
}

std::string TomlWalk::name(std::string_view key, bool required, bool hyphens) {
  std::string text = string(key, required);
  if (has(key) && !is_name(text, hyphens))
    fail(key, fmt::format("\"{}\" is not a name", printable(text, 40)));
  return text;
}

std::uint64_t TomlWalk::integer(std::string_view key, std::uint64_t low, std::uint64_t high,
                                std::uint64_t absent, bool required) {
  const toml::node* node = take(key, required);
  if (node == nullptr) return absent;
  const auto* value = node->as_integer();
  if (value == nullptr) {
    wrong(*node, key, "an integer");
    return absent;
  }
  const bool inside = value->get() >= 0 && static_cast<std::uint64_t>(value->get()) >= low &&
                      static_cast<std::uint64_t>(value->get()) <= high;
  if (inside) return static_cast<std::uint64_t>(value->get());
  errors_.add(203, *node, fmt::format("\"{}\" is not between {} and {}", key, low, high));
  return absent;
}

std::uint64_t TomlWalk::bytes(std::string_view key, std::uint64_t absent, bool required) {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 40;
  const toml::node* node = take(key, required);
  if (node == nullptr) return absent;
  std::string text = node->is_integer()  ? std::to_string(node->as_integer()->get())
                     : node->is_string() ? node->as_string()->get()
                                         : "";
  unsigned shift = 0;
  if (text.ends_with(" KiB")) shift = 10;
  if (text.ends_with(" MiB")) shift = 20;
  if (shift != 0) text.resize(text.size() - 4);
  const bool digits = !text.empty() && text.size() <= 13 &&
                      std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  const std::uint64_t value = digits ? std::stoull(text) : kMost + 1;
  if (value <= (kMost >> shift)) return value << shift;
  wrong(*node, key, "a size such as 4096, \"64 KiB\" or \"1 MiB\"");
  return absent;
}

std::vector<std::string> TomlWalk::strings(std::string_view key, std::size_t most) {
  std::vector<std::string> result;
  const toml::node* node = take(key, false);
  if (node == nullptr) return result;
  const toml::array* array = node->as_array();
  if (array == nullptr) {
    wrong(*node, key, "an array of strings");
    return result;
  }
  if (array->size() > most) {
    too_many(*node, key, most);
    return result;
  }
  for (const toml::node& element : *array) {
    if (const auto* value = element.as_string())
      result.push_back(value->get());
    else
      wrong(element, key, "an array of strings");
  }
  return result;
}

void TomlWalk::scalars(std::string_view key) {
  const toml::node* node = take(key, false);
  if (node == nullptr) return;
  const toml::table* inner = node->as_table();
  if (inner == nullptr) return wrong(*node, key, "a table");
  for (const auto& [name, value] : *inner) {
    if (!value.is_integer() && !value.is_boolean() && !value.is_string())
      wrong(value, name.str(), "an integer, boolean or string");
  }
}

std::optional<ManifestWord> TomlWalk::word(std::string_view key) {
  const toml::node* node = take(key, true);
  if (node == nullptr) return std::nullopt;
  if (const auto* number = node->as_integer()) return ManifestWord(number->get());
  if (const auto* flag = node->as_boolean()) return ManifestWord(flag->get());
  wrong(*node, key, "an integer or boolean");
  return std::nullopt;
}

std::vector<std::string> TomlWalk::keys() const {
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::string> by_place;
  for (const auto& [key, node] : table_) {
    const auto& begin = key.source().begin;
    by_place.emplace(std::pair(begin.line, begin.column), key.str());
  }
  std::vector<std::string> result;
  for (const auto& [place, key] : by_place) result.push_back(key);
  return result;
}

void TomlWalk::finish() {
  for (const auto& [key, node] : table_) {
    if (!taken_.contains(key.str()))
      errors_.add(202, key.source().begin.line, fmt::format("\"{}\"", printable(key.str(), 40)));
  }
}

}  // namespace verifier
