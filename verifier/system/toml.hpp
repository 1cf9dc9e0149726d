// A strict walk over a TOML table for manifests: every key must be asked for, every value have its
// type and range. The first error of a text makes it useless, and is reported with its line.
#pragma once
#include <libraries/toml.hpp>
#include "system/manifests.hpp"

namespace verifier {

// Where errors of one text go.
class ManifestErrors {
 public:
  ManifestErrors(std::string place, Report& report) : place_(std::move(place)), report_(report) {}
  void add(unsigned number, const toml::node& node, std::string detail);
  void add(unsigned number, std::uint32_t line, std::string detail);
  [[nodiscard]] bool any() const { return any_; }

 private:
  std::string place_;
  Report& report_;
  bool any_ = false;
};

// BV0201 when the text is not TOML.
std::optional<toml::table> parse_toml(View text, ManifestErrors& errors);

// Whether a process or endpoint may have that name: letter first, then letters, digits, '_' and, if
// asked, '-'; at most 31 characters.
bool is_name(std::string_view text, bool hyphens);

// Whether it is `/` and components of [a-z0-9_.-]; in patterns a component may be `*`.
bool is_path(std::string_view text, bool pattern);

class TomlWalk {
 public:
  TomlWalk(const toml::table& table, ManifestErrors& errors) : table_(table), errors_(errors) {}

  [[nodiscard]] bool has(std::string_view key) const { return table_.contains(key); }
  std::string string(std::string_view key, bool required);
  // A string that is_name().
  std::string name(std::string_view key, bool required, bool hyphens);
  std::uint64_t integer(std::string_view key, std::uint64_t low, std::uint64_t high,
                        std::uint64_t absent, bool required = false);
  std::uint64_t bytes(std::string_view key, std::uint64_t absent, bool required = false);
  std::vector<std::string> strings(std::string_view key, std::size_t most);
  // Calls `each` for every table of an array of at most `most` tables.
  template <class Each>
  void every(std::string_view key, std::size_t most, Each each) {
    const toml::node* node = take(key, false);
    if (node == nullptr) return;
    const toml::array* array = node->as_array();
    if (array == nullptr) return wrong(*node, key, "tables");
    if (array->size() > most) return too_many(*node, key, most);
    for (const toml::node& element : *array) walk_into(element, key, each);
  }
  // Calls `each` for the one table, if it is there.
  template <class Each>
  void one(std::string_view key, Each each) {
    if (const toml::node* node = take(key, false)) walk_into(*node, key, each);
  }
  void scalars(std::string_view key);  // a table of plain values
  // An integer or a boolean.
  std::optional<ManifestWord> word(std::string_view key);
  [[nodiscard]] std::vector<std::string> keys() const;  // all, in the order of the text
  void finish();                                        // BV0202 for keys that nobody asked for
  void fail(std::string_view key, std::string detail);

 private:
  template <class Each>
  void walk_into(const toml::node& node, std::string_view key, Each each) {
    const toml::table* inner = node.as_table();
    if (inner == nullptr) return wrong(node, key, "a table");
    TomlWalk walk(*inner, errors_);
    each(walk);
    walk.finish();
  }
  void too_many(const toml::node& node, std::string_view key, std::size_t most);
  const toml::node* take(std::string_view key, bool required);
  void wrong(const toml::node& node, std::string_view key, std::string_view type);

  const toml::table& table_;
  ManifestErrors& errors_;
  std::set<std::string, std::less<>> taken_;
};

}  // namespace verifier
