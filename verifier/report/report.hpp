// What the checks found. Each finding has a permanent number whose meaning, danger and remedy are
// in catalogue.def; the groups of checks collect into one Report, and the driver renders it.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "report/authority.hpp"

namespace verifier {

// Bit numbers of "check groups performed" in the certificate; certificate itself is only looked at
// by `check`.
enum class Group : std::uint8_t {
  kImage,
  kSystem,
  kMachine,
  kBitcode,
  kContracts,
  kCertificate,
  kFiles,
  kRebuild  // step two repeated, on request
};
inline constexpr std::size_t kGroupCount = 8;
std::string_view name_of(Group group);
// 1 → files, 101 … 139 → image, 140 … 199 → certificate, 2xx → system …
Group group_of(unsigned number);

struct Finding {
  unsigned number;
  std::string place;   // program, function, address or offset; or the file
  std::string detail;  // what exactly is wrong there
};

struct CatalogueEntry {
  unsigned number;
  std::string_view title;   // what is wrong
  std::string_view attack;  // what an attacker could do
  std::string_view remedy;  // what to change
};
// nullptr for a number that does not exist.
const CatalogueEntry* catalogue_entry(unsigned number);
std::vector<CatalogueEntry> whole_catalogue();
// "BV0123", "bv123" or "123".
bool parse_number(std::string_view text, unsigned& number);

class Report {
 public:
  Report() = default;
  // `image` is what findings about the image's inside name first.
  explicit Report(std::string image) : image_(std::move(image)) {}

  void add(unsigned number, std::string place, std::string detail);
  // What a group looked at, for its PASS line.
  void looked_at(Group group, std::string what);
  // A group could not go on after a finding; what it skipped counts as an open finding, so that
  // waiving one number never waives others unseen.
  void stopped(Group group) { stopped_.insert(group); }
  [[nodiscard]] bool is_stopped(Group group) const { return stopped_.contains(group); }
  void waive(const std::set<unsigned>& numbers) { waived_ = numbers; }
  void note(std::string line) { notes_.push_back(std::move(line)); }
  void grants(Authority authority) { authorities_.push_back(std::move(authority)); }

  [[nodiscard]] const std::string& image() const { return image_; }
  [[nodiscard]] const std::vector<Finding>& findings() const { return findings_; }
  [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }
  // Of each program, once the system's manifests are known to be right.
  [[nodiscard]] const std::vector<Authority>& authorities() const { return authorities_; }
  [[nodiscard]] const std::set<unsigned>& waived() const { return waived_; }
  [[nodiscard]] bool is_waived(unsigned number) const { return waived_.contains(number); }
  [[nodiscard]] std::uint64_t count(Group group) const {
    return counts_[static_cast<std::size_t>(group)];
  }
  [[nodiscard]] const std::string& subject(Group group) const {
    return subjects_[static_cast<std::size_t>(group)];
  }
  // So many findings that more would only cost time: loops over hostile tables stop.
  [[nodiscard]] bool flooded(Group group) const { return count(group) > kFlood; }
  // Findings that nobody waived, in all groups, or in one.
  [[nodiscard]] std::uint64_t open_count() const;
  [[nodiscard]] std::uint64_t open_count(Group group) const;
  [[nodiscard]] bool has(unsigned number) const { return seen_.contains(number); }

 private:
  static constexpr std::uint64_t kFlood = 5000;

  std::string image_;
  std::vector<Finding> findings_;  // the first few of each number; counts_ has them all
  std::vector<std::string> notes_;
  std::vector<Authority> authorities_;
  std::set<unsigned> waived_;
  std::set<Group> stopped_;
  std::map<unsigned, unsigned> seen_;  // number → how often
  std::array<std::uint64_t, kGroupCount> counts_{}, waived_counts_{};
  std::array<std::string, kGroupCount> subjects_;
};

// PASS, WAIVED or FAIL.
std::string_view verdict(const Report& report, Group group);
// Whether the group was looked at, or found something all the same.
bool performed(const Report& report, Group group);

std::string render_text(const Report& report, bool all_groups);
std::string render_json(const Report& report);
// SARIF 2.1.0, one run; waived findings are suppressed results.
std::string render_sarif(const Report& report);
// One page that needs nothing beside it.
std::string render_html(const Report& report);

}  // namespace verifier
