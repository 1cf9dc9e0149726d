// Reader: takes keys out of a TOML table strictly. What nobody asked for is an unknown key; what
// has the wrong type or value is a finding with its place. Neighbour: process_manifest.cpp, which
// says what the keys are.
#pragma once
#include <cstdint>
#include <functional>
#include <libraries/toml.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/finding.hpp"

namespace sipc {

class Reader {
 public:
  Reader(const toml::table& table, std::string where, std::string file, Findings& findings)
      : table_(table), where_(std::move(where)), file_(std::move(file)), findings_(findings) {}

  // Absent optional keys give nothing and no finding; absent required keys are BM0004.
  std::optional<std::string> text(std::string_view key, bool required);
  std::optional<std::int64_t> integer(std::string_view key, std::int64_t low, std::int64_t high,
                                      bool required);
  std::optional<std::uint64_t> bytes(std::string_view key);  // "256 KiB" or a plain number
  std::vector<std::string> texts(std::string_view key);
  void each_table(std::string_view key, const std::function<void(Reader&)>& visit);  // [[key]]
  void sub_table(std::string_view key, const std::function<void(Reader&)>& visit);   // [key]
  void each_value(const std::function<void(const std::string&, const toml::node&)>& visit);

  void report(const toml::node& node, const char* number, std::string message, std::string remedy);
  const toml::table& table() const { return table_; }
  Place place(const toml::node& node) const;
  void refuse_other_keys();  // BM0003; call last

 private:
  const toml::node* find(std::string_view key, bool required);
  std::string full(std::string_view key) const {
    return where_.empty() ? std::string(key) : where_ + "." + std::string(key);
  }

  const toml::table& table_;
  std::string where_;
  std::string file_;
  Findings& findings_;
  std::set<std::string, std::less<>> asked_;
};

}  // namespace sipc
