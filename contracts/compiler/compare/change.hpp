// What differs between two versions of a contract, and whom it breaks. The measure is source code
// written for the old version: a change breaks a side if such code no longer compiles, or now means
// something else. (Programs as compiled never meet across versions: channels compare structural
// hashes.)
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "source/source_range.hpp"

namespace contracts {

struct Sides {
  bool importers = false;
  bool exporters = false;

  bool any() const { return importers || exporters; }
  bool operator==(const Sides&) const = default;
};

inline constexpr Sides kNobody{false, false};
inline constexpr Sides kImporters{true, false};
inline constexpr Sides kExporters{false, true};
inline constexpr Sides kBothSides{true, true};

Sides operator|(Sides a, Sides b);
/// "importers", "importers and exporters", or "nobody".
std::string_view name_of(Sides sides);

enum class Version { kOld, kNew };

struct Change {
  std::string_view rule;  // of the table below
  Sides breaks;
  Version version = Version::kNew;  // where `at` is
  Range at;
  std::string text;
};

struct CompareRule {
  std::string_view id;   // kebab-case
  std::string_view why;  // it breaks whom it breaks, or why it breaks nobody
};

std::span<const CompareRule> compare_rules();
/// A rule that is missing ends the program (a bug).
const CompareRule& compare_rule(std::string_view id);

}  // namespace contracts
