// Strict TOML access.
#include "driver/manifest_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>

namespace sipc {

Place Reader::place(const toml::node& node) const {
  const auto& begin = node.source().begin;
  return {file_, static_cast<std::uint32_t>(begin.line), static_cast<std::uint32_t>(begin.column)};
}

void Reader::report(const toml::node& node, const char* number, std::string message,
                    std::string remedy) {
  findings_.push_back({number, place(node), std::move(message), std::move(remedy)});
}

const toml::node* Reader::find(std::string_view key, bool required) {
  asked_.emplace(key);
  const toml::node* node = table_.get(key);
  if (node == nullptr && required) {
    report(table_, "BM0004", fmt::format("'{}' is missing", full(key)),
           "add it; docs/manifests.md lists all keys");
  }
  return node;
}

std::optional<std::string> Reader::text(std::string_view key, bool required) {
  const toml::node* node = find(key, required);
  if (node == nullptr) return std::nullopt;
  if (const auto* value = node->as_string()) return value->get();
  report(*node, "BM0005", fmt::format("'{}' must be a string", full(key)),
         "put the value in double quotes");
  return std::nullopt;
}

std::optional<std::int64_t> Reader::integer(std::string_view key, std::int64_t low,
                                            std::int64_t high, bool required) {
  const toml::node* node = find(key, required);
  if (node == nullptr) return std::nullopt;
  const auto* value = node->as_integer();
  if (value != nullptr && value->get() >= low && value->get() <= high) return value->get();
  report(*node, "BM0005",
         fmt::format("'{}' must be a whole number from {} to {}", full(key), low, high),
         "choose a value in that range");
  return std::nullopt;
}

std::optional<std::uint64_t> Reader::bytes(std::string_view key) {
  const toml::node* node = find(key, false);
  if (node == nullptr) return std::nullopt;
  if (const auto* plain = node->as_integer(); plain != nullptr && plain->get() >= 0)
    return static_cast<std::uint64_t>(plain->get());
  if (const auto* value = node->as_string()) {
    const std::string& text = value->get();
    std::uint64_t number = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const std::string_view unit(rest, static_cast<std::size_t>(text.data() + text.size() - rest));
    const unsigned shift = unit == " KiB"                     ? 10
                           : unit == " MiB"                   ? 20
                           : unit == " bytes" || unit.empty() ? 0
                                                              : 64;
    if (error == std::errc{} && shift < 64 && number < (std::uint64_t{1} << 40))
      return number << shift;
  }
  report(*node, "BM0005", fmt::format("'{}' must be a size", full(key)),
         "write it like \"256 KiB\" or \"4 MiB\"");
  return std::nullopt;
}

std::vector<std::string> Reader::texts(std::string_view key) {
  std::vector<std::string> all;
  const toml::node* node = find(key, false);
  if (node == nullptr) return all;
  const auto* array = node->as_array();
  bool good = array != nullptr;
  if (good) {
    for (const auto& element : *array) {
      if (const auto* value = element.as_string())
        all.push_back(value->get());
      else
        good = false;
    }
  }
  if (!good)
    report(*node, "BM0005", fmt::format("'{}' must be a list of strings", full(key)),
           "write it like [\"a\", \"b\"]");
  return all;
}

void Reader::each_table(std::string_view key, const std::function<void(Reader&)>& visit) {
  const toml::node* node = find(key, false);
  if (node == nullptr) return;
  const auto* array = node->as_array();
  if (array == nullptr || !array->is_array_of_tables()) {
    report(*node, "BM0005", fmt::format("'{}' must be a list of tables", full(key)),
           fmt::format("write each as [[{}]]", full(key)));
    return;
  }
  for (const auto& element : *array) {
    Reader reader(*element.as_table(), full(key), file_, findings_);
    visit(reader);
    reader.refuse_other_keys();
  }
}

void Reader::sub_table(std::string_view key, const std::function<void(Reader&)>& visit) {
  const toml::node* node = find(key, false);
  if (node == nullptr) return;
  if (const auto* table = node->as_table()) {
    Reader reader(*table, full(key), file_, findings_);
    visit(reader);
    reader.refuse_other_keys();
    return;
  }
  report(*node, "BM0005", fmt::format("'{}' must be a table", full(key)),
         fmt::format("write it as [{}]", full(key)));
}

void Reader::each_value(const std::function<void(const std::string&, const toml::node&)>& visit) {
  for (const auto& [key, value] : table_) {
    asked_.emplace(key.str());
    visit(std::string(key.str()), value);
  }
}

void Reader::refuse_other_keys() {
  for (const auto& [key, value] : table_) {
    if (asked_.contains(key.str())) continue;
    report(value, "BM0003", fmt::format("unknown key '{}'", full(key.str())),
           fmt::format("known here: {}", fmt::join(asked_, ", ")));
  }
}

}  // namespace sipc
