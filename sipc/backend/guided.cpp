// Verifier-guided late insertion: generate, link, ask `sipverify suggest` which stores nothing
// proves, put checks there, and so on until it has no more to say. Nobody here knows what the
// verifier accepts, so neither can be wrong without the other noticing.
#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "backend/codegen.hpp"
#include "backend/linked.hpp"
#include "base/files.hpp"
#include "base/process.hpp"

namespace sipc::backend {
namespace {

constexpr auto kDefect =
    "report this as a defect of sipc; --redundant-checks=none leaves checks out";
constexpr unsigned kMostRounds = 16;
constexpr std::uint64_t kLargestTrial = 1u << 30;

struct Suggestion {
  std::uint64_t address;
  std::string rule, function;
};

Result<void> link_trial(const std::vector<NativeModule>& modules, const Guide& guide) {
  std::vector<fs::path> objects;
  for (const NativeModule& module : modules) objects.push_back(module.object);
  objects.insert(objects.end(), guide.rest.begin(), guide.rest.end());
  return link_sip(objects, guide.script, guide.trial);
}

Result<std::vector<Suggestion>> ask(const Guide& guide) {
  std::vector<std::string> command{guide.sipverify.string(), "suggest", guide.trial.string(),
                                   "--format", "json"};
  if (guide.checked == Accesses::kStoresAndLoads) command.emplace_back("--loads");
  const auto outcome = run(command);
  if (!outcome) return std::unexpected(outcome.error());
  const auto answer = nlohmann::json::parse(outcome->out, nullptr, false);
  if (outcome->status > 1 || !answer.is_object() || !answer.contains("suggestions"))
    return fail("BS0405", {}, fmt::format("sipverify suggest gave no list: {}", outcome->err),
                kDefect);
  std::vector<Suggestion> suggestions;
  for (const auto& entry : answer["suggestions"])
    suggestions.push_back({entry.value("address", std::uint64_t{0}), entry.value("rule", ""),
                           entry.value("function", "")});
  return suggestions;
}

// From the address of a store to the module and the number that its mark names.
using Marked = std::map<std::uint64_t, std::pair<std::string, std::uint32_t>>;

Result<Marked> read_marks(const Guide& guide) {
  const auto bytes = read_file(guide.trial, kLargestTrial);
  if (!bytes) return std::unexpected(bytes.error());
  const Linked linked(*bytes);
  const auto text = linked.section<char>(".strtab");
  const std::string_view names(text.data(), text.size());
  Marked marked;
  for (const Elf64_Sym& symbol : linked.section<Elf64_Sym>(".symtab")) {
    if (symbol.st_name >= names.size()) continue;
    std::string_view name = names.substr(symbol.st_name);
    name = name.substr(0, name.find('\0'));
    if (!name.starts_with(kStoreMark)) continue;
    name.remove_prefix(std::strlen(kStoreMark));
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos) continue;
    marked[symbol.st_value] = {
        std::string(name.substr(0, dot)),
        static_cast<std::uint32_t>(std::stoul(std::string(name.substr(dot + 1))))};
  }
  return marked;
}

// What is known so far of one module.
struct ModulePlan {
  StorePlan stores;
  SteadyFunctions steady;
};
using Plans = std::map<std::string, ModulePlan>;

// Where the loop's first check was not enough, it goes to the store itself; where that is not
// enough either, the verifier and the back end disagree.
bool add_to(StorePlan& plan, std::uint32_t number) {
  const auto [place, fresh] = plan.emplace(number, Placement::kBeforeLoop);
  if (fresh) return true;
  if (place->second == Placement::kAtStore) return false;
  place->second = Placement::kAtStore;
  return true;
}

Findings take(const std::vector<Suggestion>& suggestions, const Marked& marked, Plans& plans) {
  Findings findings;
  for (const Suggestion& suggestion : suggestions) {
    const auto found = marked.find(suggestion.address);
    const bool access =
        (suggestion.rule == "store" || suggestion.rule == "load") && found != marked.end();
    if (access && add_to(plans[found->second.first].stores, found->second.second)) continue;
    findings.push_back(
        {"BS0405",
         {},
         fmt::format("the verifier cannot prove the {} at {:#x}, {}, and no check helps",
                     suggestion.rule, suggestion.address, suggestion.function),
         kDefect});
  }
  return findings;
}

// False: some functions had to be made steady first, which gives the module's stores new numbers.
Result<bool> generate_all(const std::vector<NativeModule>& modules, Plans& plans, Accesses checked,
                          Marks marks) {
  bool whole = true;
  for (const NativeModule& module : modules) {
    ModulePlan& plan = plans[module.name];
    auto unsteady = generate(module, plan.stores, plan.steady, checked, marks);
    if (!unsteady) return std::unexpected(unsteady.error());
    if (unsteady->empty()) continue;
    plan.steady.merge(*unsteady);
    plan.stores.clear();
    whole = false;
  }
  return whole;
}

}  // namespace

Result<void> generate_checked(const std::vector<NativeModule>& modules, const Guide& guide) {
  Plans plans;
  for (unsigned round = 0; round < kMostRounds; ++round) {
    const auto whole = generate_all(modules, plans, guide.checked, Marks::kYes);
    if (!whole) return std::unexpected(whole.error());
    if (!*whole) continue;
    if (auto done = link_trial(modules, guide); !done) return done;
    const auto suggestions = ask(guide);
    if (!suggestions) return std::unexpected(suggestions.error());
    if (guide.verbose)
      fmt::print("sipc: round {}: {} stores to check\n", round, suggestions->size());
    if (suggestions->empty()) {
      if (auto done = generate_all(modules, plans, guide.checked, Marks::kNo); !done)
        return std::unexpected(done.error());
      return {};
    }
    const auto marked = read_marks(guide);
    if (!marked) return std::unexpected(marked.error());
    if (auto findings = take(*suggestions, *marked, plans); !findings.empty())
      return std::unexpected(std::move(findings));
  }
  return fail("BS0405", {}, "checks of stores do not come to an end", kDefect);
}

}  // namespace sipc::backend
