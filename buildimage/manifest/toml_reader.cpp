// The strict TOML reader; numbers BM0101 to BM0107.
#include "manifest/toml_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

namespace buildimage {

Result<TomlDocument> TomlDocument::parse(std::string text, std::string file) {
  TomlDocument document(std::move(text), std::move(file));
  toml::parse_result result = libraries::parse_toml(document.text_);
  if (!result) {
    document.report(result.error().source(), "BM0101",
                    fmt::format("not TOML: {}", result.error().description()),
                    "correct the syntax here");
    return std::unexpected(std::move(document.diagnostics_));
  }
  document.root_ = std::move(result).table();
  return document;
}

void TomlDocument::report(const toml::source_region& region, std::string number,
                          std::string message, std::string remedy) {
  const std::uint32_t line = std::max<std::uint32_t>(region.begin.line, 1);
  const std::uint32_t column = std::max<std::uint32_t>(region.begin.column, 1);
  diagnostics_.push_back({std::move(number), file_, line, column, std::move(message),
                          std::move(remedy), source_line(line)});
}

std::string TomlDocument::source_line(std::uint32_t line) const {
  std::size_t begin = 0;
  for (; line > 1; --line) {
    begin = text_.find('\n', begin);
    if (begin == std::string::npos) return {};
    ++begin;
  }
  return text_.substr(begin, text_.find('\n', begin) - begin);
}

void TableReader::report(std::string_view key, std::string number, std::string message,
                         std::string remedy) {
  const toml::node* node = table_.get(key);
  document_.report(node != nullptr ? node->source() : table_.source(), std::move(number),
                   std::move(message), std::move(remedy));
}

void TableReader::wrong_type(const toml::node&, std::string_view key, std::string_view type) {
  report(key, "BM0104", fmt::format("\"{}\" of {} is not {}", key, title_, type),
         fmt::format("write {}", type));
}

const toml::node* TableReader::find(std::string_view key, Presence presence,
                                    std::string_view type) {
  asked_.emplace(key);
  const toml::node* node = table_.get(key);
  if (node == nullptr && presence == Presence::kRequired) {
    report(key, "BM0103", fmt::format("{} lacks the key \"{}\"", title_, key),
           fmt::format("add {} = {}", key, type));
  }
  return node;
}

std::string TableReader::text(std::string_view key, Presence presence, std::string fallback) {
  const toml::node* node = find(key, presence, "a string");
  if (node == nullptr) return fallback;
  if (!node->is_string()) {
    wrong_type(*node, key, "a string");
    return fallback;
  }
  return node->as_string()->get();
}

bool is_name(std::string_view text, bool hyphens) {
  constexpr std::size_t kLongest = 31;  // records hold 32 bytes with a terminating zero
  if (text.empty() || text.size() > kLongest || text[0] < 'a' || text[0] > 'z') return false;
  return std::ranges::all_of(text, [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || (hyphens && c == '-');
  });
}

std::string TableReader::name(std::string_view key, Presence presence, bool hyphens) {
  std::string value = text(key, presence);
  if (has(key) && table_.get(key)->is_string() && !is_name(value, hyphens)) {
    report(key, "BM0105", fmt::format("\"{}\" is not a name", value.substr(0, 64)),
           "use 1 to 31 lower-case letters, digits and underscores, a letter first");
  }
  return value;
}

std::uint64_t TableReader::number(std::string_view key, std::uint64_t low, std::uint64_t high,
                                  std::uint64_t fallback) {
  const toml::node* node = find(key, Presence::kOptional, "a number");
  if (node == nullptr) return fallback;
  if (!node->is_integer()) {
    wrong_type(*node, key, "an integer");
    return fallback;
  }
  const std::int64_t value = node->as_integer()->get();
  if (value < 0 || static_cast<std::uint64_t>(value) < low ||
      static_cast<std::uint64_t>(value) > high) {
    report(key, "BM0106", fmt::format("\"{}\" = {} is out of range", key, value),
           fmt::format("use {} to {}", low, high));
    return fallback;
  }
  return static_cast<std::uint64_t>(value);
}

namespace {

// Digits, then nothing, " KiB" or " MiB"; nullopt for anything else and for what exceeds 1 TiB.
std::optional<std::uint64_t> parse_size(std::string_view text) {
  constexpr std::uint64_t kLargest = std::uint64_t{1} << 40;
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || value > kLargest) return std::nullopt;
  const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
  if (unit == " KiB")
    value <<= 10;
  else if (unit == " MiB" && value < (kLargest >> 20))
    value <<= 20;
  else if (!unit.empty())
    return std::nullopt;
  if (value > kLargest) return std::nullopt;
  return value;
}

}  // namespace

std::uint64_t TableReader::size(std::string_view key, Presence presence, std::uint64_t fallback) {
  const toml::node* node = find(key, presence, "\"64 KiB\"");
  if (node == nullptr) return fallback;
  std::optional<std::uint64_t> value;
  if (node->is_integer()) value = parse_size(std::to_string(node->as_integer()->get()));
  if (node->is_string()) value = parse_size(node->as_string()->get());
  if (!value) {
    report(key, "BM0107", fmt::format("\"{}\" of {} is not a size", key, title_),
           "write bytes as a number, or \"64 KiB\", \"1 MiB\"");
    return fallback;
  }
  return *value;
}

std::vector<std::string> TableReader::texts(std::string_view key) {
  std::vector<std::string> result;
  const toml::node* node = find(key, Presence::kOptional, "an array of strings");
  if (node == nullptr) return result;
  if (!node->is_array()) {
    wrong_type(*node, key, "an array of strings");
    return result;
  }
  for (const toml::node& element : *node->as_array()) {
    if (element.is_string())
      result.push_back(element.as_string()->get());
    else
      wrong_type(element, key, "an array of strings");
  }
  return result;
}

std::vector<TableReader> TableReader::tables(std::string_view key) {
  std::vector<TableReader> result;
  const toml::node* node = find(key, Presence::kOptional, "tables");
  if (node == nullptr) return result;
  const toml::array* array = node->as_array();
  if (array == nullptr ||
      !std::ranges::all_of(*array, [](const auto& n) { return n.is_table(); })) {
    wrong_type(*node, key, fmt::format("a list of tables, [[{}]]", key));
    return result;
  }
  for (const toml::node& element : *array) {
    result.emplace_back(document_, *element.as_table(), fmt::format("[[{}]]", key));
  }
  return result;
}

std::vector<TableReader> TableReader::table(std::string_view key) {
  std::vector<TableReader> result;
  const toml::node* node = find(key, Presence::kOptional, "a table");
  if (node == nullptr) return result;
  if (!node->is_table())
    wrong_type(*node, key, fmt::format("a table, [{}]", key));
  else
    result.emplace_back(document_, *node->as_table(), fmt::format("[{}]", key));
  return result;
}

std::optional<std::variant<std::int64_t, bool>> TableReader::word(std::string_view key) {
  const toml::node* node = find(key, Presence::kOptional, "a number");
  if (node == nullptr) return std::nullopt;
  if (node->is_integer()) return node->as_integer()->get();
  if (node->is_boolean()) return node->as_boolean()->get();
  wrong_type(*node, key, "an integer, true or false");
  return std::nullopt;
}

// The library sorts a table's keys; their order in the text is found again by their places.
std::vector<std::string> TableReader::keys() const {
  std::vector<std::pair<toml::source_position, std::string>> found;
  for (const auto& [key, node] : table_) found.emplace_back(key.source().begin, key.str());
  std::ranges::sort(found, [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> names;
  for (auto& [place, name] : found) names.push_back(std::move(name));
  return names;
}

void TableReader::accept_parameters(std::string_view key) {
  for (TableReader& reader : table(key)) {
    for (const auto& [name, node] : reader.table_) {
      if (node.is_integer() || node.is_boolean() || node.is_string()) continue;
      reader.wrong_type(node, name.str(), "an integer, true, false or a string");
    }
  }
}

void TableReader::finish() {
  for (const auto& [key, node] : table_) {
    if (asked_.contains(key.str())) continue;
    document_.report(key.source(), "BM0102",
                     fmt::format("{} has no key \"{}\"", title_, key.str().substr(0, 64)),
                     fmt::format("remove it, or use one of: {}", fmt::join(asked_, ", ")));
  }
}

}  // namespace buildimage
