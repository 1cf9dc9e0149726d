// Strict reading of TOML: every key is asked for by name, types and ranges are checked, and what
// nobody asked for is an error. Errors carry line, column and the source line, and are collected,
// so one run reports all.
#pragma once
#include <set>
#include <string_view>
#include <variant>

#include <libraries/toml.hpp>
#include "diagnostics/diagnostic.hpp"

namespace buildimage {

// A parsed text and the errors found in it so far.
class TomlDocument {
 public:
  // BM0101: not TOML.
  static Result<TomlDocument> parse(std::string text, std::string file);

  const toml::table& root() const { return root_; }
  void report(const toml::source_region& region, std::string number, std::string message,
              std::string remedy);
  Diagnostics& diagnostics() { return diagnostics_; }
  const std::string& file() const { return file_; }

 private:
  TomlDocument(std::string text, std::string file)
      : text_(std::move(text)), file_(std::move(file)) {}
  std::string source_line(std::uint32_t line) const;

  std::string text_;
  std::string file_;
  toml::table root_;
  Diagnostics diagnostics_;
};

enum class Presence : std::uint8_t { kRequired, kOptional };

// One table of a document. Getters report and return a harmless value when the key is absent or
// wrong.
class TableReader {
 public:
  TableReader(TomlDocument& document, const toml::table& table, std::string title)
      : document_(document), table_(table), title_(std::move(title)) {}

  std::string text(std::string_view key, Presence presence, std::string fallback = {});
  std::string name(std::string_view key, Presence presence, bool hyphens = false);
  std::uint64_t number(std::string_view key, std::uint64_t low, std::uint64_t high,
                       std::uint64_t fallback);
  // "256 KiB", "1 MiB", "512" or a plain integer of bytes.
  std::uint64_t size(std::string_view key, Presence presence, std::uint64_t fallback = 0);
  std::vector<std::string> texts(std::string_view key);
  std::optional<std::variant<std::int64_t, bool>> word(std::string_view key);
  std::vector<std::string> keys() const;  // all that the table holds, as they are written
  std::uint32_t line() const { return table_.source().begin.line; }
  std::uint32_t column() const { return table_.source().begin.column; }
  std::vector<TableReader> tables(std::string_view key);
  std::vector<TableReader> table(std::string_view key);  // none or one
  void accept_parameters(std::string_view key);          // typed values that sipc reads
  bool has(std::string_view key) const { return table_.contains(key); }

  // BM0102: reports every key that no getter asked for.
  void finish();
  void report(std::string_view key, std::string number, std::string message, std::string remedy);

 private:
  const toml::node* find(std::string_view key, Presence presence, std::string_view type);
  void wrong_type(const toml::node& node, std::string_view key, std::string_view type);

  TomlDocument& document_;
  const toml::table& table_;
  std::string title_;
  std::set<std::string, std::less<>> asked_;
};

// Lower-case identifiers of at most 31 characters, as records can hold them.
bool is_name(std::string_view text, bool hyphens);

}  // namespace buildimage
