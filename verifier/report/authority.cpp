// Authority as a line, and two of them compared.
#include "report/authority.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace verifier {
namespace {

const std::vector<std::string>& names_of(const Authority* authority, std::string_view kind) {
  static const std::vector<std::string> kNone;
  if (authority == nullptr) return kNone;
  const auto found = std::ranges::find(authority->powers, kind, &Authority::Power::kind);
  return found == authority->powers.end() ? kNone : found->names;
}

std::uint64_t value_of(const Authority* authority, std::string_view of) {
  if (authority == nullptr) return 0;
  const auto found = std::ranges::find(authority->amounts, of, &Authority::Amount::of);
  return found == authority->amounts.end() ? 0 : found->value;
}

std::vector<std::string> missing(const std::vector<std::string>& from,
                                 const std::vector<std::string>& all) {
  std::vector<std::string> result;
  for (const std::string& name : all) {
    if (std::ranges::find(from, name) == from.end()) result.push_back(name);
  }
  return result;
}

std::string quantity(std::uint64_t value, std::string_view unit) {
  return unit.empty() ? fmt::format("{}", value) : fmt::format("{} {}", value, unit);
}

}  // namespace

std::string render_text(const Authority& authority) {
  std::vector<std::string> words;
  for (const auto& power : authority.powers) {
    if (power.names.empty() && !power.always) continue;
    words.push_back(power.names.empty()
                        ? fmt::format("{} -", power.kind)
                        : fmt::format("{} {}", power.kind, fmt::join(power.names, " ")));
  }
  for (const auto& amount : authority.amounts) {
    if (amount.value != 0 || amount.always)
      words.push_back(fmt::format("{} {}", amount.of, quantity(amount.value, amount.unit)));
  }
  if (authority.test_hooks) words.emplace_back("TEST HOOKS");
  return fmt::format("AUTHORITY {}: {}", authority.program, fmt::join(words, "; "));
}

std::vector<std::string> differences(const Authority* before, const Authority* now) {
  std::vector<std::string> lines;
  const Authority& shape = now == nullptr ? *before : *now;
  const auto say = [&](bool grew, const std::string& what) {
    lines.push_back(fmt::format("{} {}: {}", grew ? "GREW" : "SHRANK", shape.program, what));
  };
  if (before == nullptr) say(true, "a new program");
  if (now == nullptr) say(false, "the program is gone");
  for (const auto& power : shape.powers) {
    const auto& old_names = names_of(before, power.kind);
    const auto& new_names = names_of(now, power.kind);
    for (const auto& name : missing(old_names, new_names))
      say(true, fmt::format("{} +{}", power.kind, name));
    for (const auto& name : missing(new_names, old_names))
      say(false, fmt::format("{} -{}", power.kind, name));
  }
  for (const auto& amount : shape.amounts) {
    const std::uint64_t old_value = value_of(before, amount.of);
    const std::uint64_t new_value = value_of(now, amount.of);
    if (old_value != new_value)
      say(new_value > old_value,
          fmt::format("{} {} -> {}", amount.of, old_value, quantity(new_value, amount.unit)));
  }
  const bool had = before != nullptr && before->test_hooks;
  const bool has = now != nullptr && now->test_hooks;
  if (had != has) say(has, "test hooks");
  return lines;
}

}  // namespace verifier
