// Collecting findings; a flood of one number is counted, not stored.
#include "report/report.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace verifier {

std::string_view name_of(Group group) {
  constexpr std::string_view kNames[] = {"image",     "system",      "machine", "bitcode",
                                         "contracts", "certificate", "files",   "rebuild"};
  return kNames[static_cast<std::size_t>(group)];
}

Group group_of(unsigned number) {
  if (number < 100) return Group::kFiles;
  if (number < 140) return Group::kImage;
  if (number < 200) return Group::kCertificate;
  if (number < 300) return Group::kSystem;
  if (number < 400) return Group::kMachine;
  if (number < 500) return Group::kBitcode;
  return number < 600 ? Group::kContracts : Group::kRebuild;
}

std::vector<CatalogueEntry> whole_catalogue() {
  return {
#define FINDING(number, title, attack, remedy) {number, title, attack, remedy},
#include "report/catalogue.def"
#undef FINDING
  };
}

const CatalogueEntry* catalogue_entry(unsigned number) {
  static const std::vector<CatalogueEntry> catalogue = whole_catalogue();
  const auto found = std::ranges::find(catalogue, number, &CatalogueEntry::number);
  return found == catalogue.end() ? nullptr : &*found;
}

bool parse_number(std::string_view text, unsigned& number) {
  if (text.starts_with("BV") || text.starts_with("bv")) text.remove_prefix(2);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() &&
         catalogue_entry(number) != nullptr;
}

void Report::add(unsigned number, std::string place, std::string detail) {
  constexpr unsigned kStoredOfEach = 20;
  const auto group = static_cast<std::size_t>(group_of(number));
  ++counts_[group];
  if (is_waived(number)) ++waived_counts_[group];
  if (seen_[number]++ >= kStoredOfEach) return;
  findings_.push_back({number, std::move(place), std::move(detail)});
}

std::string_view verdict(const Report& report, Group group) {
  if (report.open_count(group) != 0) return "FAIL";
  return report.count(group) != 0 ? "WAIVED" : "PASS";
}

bool performed(const Report& report, Group group) {
  return !report.subject(group).empty() || report.count(group) != 0;
}

void Report::looked_at(Group group, std::string what) {
  subjects_[static_cast<std::size_t>(group)] = std::move(what);
}

std::uint64_t Report::open_count(Group group) const {
  const auto index = static_cast<std::size_t>(group);
  return counts_[index] - waived_counts_[index] + (is_stopped(group) ? 1 : 0);
}

std::uint64_t Report::open_count() const {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < kGroupCount; ++i) sum += open_count(static_cast<Group>(i));
  return sum;
}

}  // namespace verifier
