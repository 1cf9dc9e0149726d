// Looks a number up in the checker's catalogue and in findings.def.
#include "driver/explain.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <string_view>

#ifdef BULKHEAD_CATALOGUE
#include "catalogue/catalogue.hpp"
#endif

namespace sipc {
namespace {

struct Entry {
  std::string_view number, summary, remedy;
};

constexpr std::array kEntries = {
#define FINDING(number, summary, remedy) Entry{number, summary, remedy},
#include "driver/findings.def"
};

bool explain_rule([[maybe_unused]] const std::string& number) {
#ifdef BULKHEAD_CATALOGUE
  std::uint16_t value = 0;
  if (number.size() != 6 || !number.starts_with("BD")) return false;
  if (std::from_chars(number.data() + 2, number.data() + 6, value).ptr != number.data() + 6)
    return false;
  const auto* rule = bulkhead::checker::find_rule(value);
  if (rule == nullptr) return false;
  fmt::print("{} [{}]\n\n{}\n\nWhy: {}\n\nInstead: {}\n\nRefused:\n\n{}\n\nAccepted:\n\n{}\n",
             number, rule->id, rule->summary, rule->why, rule->remedy, rule->bad, rule->good);
  return true;
#else
  return false;
#endif
}

}  // namespace

Result<void> explain(const std::string& number) {
  for (const auto& entry : kEntries) {
    if (entry.number != number) continue;
    fmt::print("{}\n\n{}\n\nInstead: {}\n", entry.number, entry.summary, entry.remedy);
    return {};
  }
  if (explain_rule(number)) return {};
  return fail("BS0001", {}, fmt::format("there is no number '{}'", number),
              "numbers look like BD0101 (dialect), BS0103 (sipc), BM0003 (manifests)");
}

}  // namespace sipc
