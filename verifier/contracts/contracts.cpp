// The kernel believes the table and names contracts by a hash of the text, so the two must say the
// same.
#include "contracts/contracts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "contracts/automaton.hpp"
#include "contracts/bases.hpp"
#include "contracts/canonical_reader.hpp"
#include "contracts/table.hpp"

namespace verifier {
namespace {

std::optional<Contract> read_contract(const ContractParts& parts, std::size_t ordinal,
                                      Report& report) {
  CanonicalResult result = read_canonical(parts.text.bytes);
  if (!result.contract) {
    report.add(501, fmt::format("contract {}, line {}", ordinal, result.error.line),
               result.error.message);
    report.stopped(Group::kContracts);
    return std::nullopt;
  }
  if (const auto error = automaton_error(*result.contract)) {
    report.add(502, fmt::format("contract {}", result.contract->name), *error);
    report.stopped(Group::kContracts);
    return std::nullopt;
  }
  return std::move(result.contract);
}

// Whether the table is what the text says.
bool check_table(const Contract& contract, const ContractIndex& index, View table, Report& report) {
  const std::string place = fmt::format("contract {}", contract.name);
  if (!std::ranges::equal(contract.hash, table.part(8, 32).span()))
    report.add(503, place, "the table names hash " + to_hex(table.part(8, 8).span()) + "...");
  const TableResult derived = derive_table(contract, index);
  if (!derived.error.empty()) {
    report.stopped(Group::kContracts);
    report.add(506, place, derived.error);
    return false;
  }
  const auto [expected, found] = std::ranges::mismatch(derived.bytes, table.span());
  if (expected != derived.bytes.end() || found != table.span().end()) {
    report.add(
        504, place,
        fmt::format("it differs from the text at offset {:#x}", expected - derived.bytes.begin()));
    return false;
  }
  return true;
}

void check_base(const Contract& contract, const ContractIndex& index,
                const std::map<const Contract*, View>& tables, Report& report) {
  if (contract.base.empty()) return;
  const Contract* base = mentioned(contract, contract.base, index);
  if (base == nullptr) return;  // then the kernel, too, lets nothing pass for it
  if (const auto error = base_error({contract, tables.at(&contract)}, {*base, tables.at(base)}))
    report.add(507, fmt::format("contract {}", contract.name), *error);
}

void check_identities(const std::vector<std::optional<Contract>>& contracts, Report& report) {
  std::map<std::uint64_t, std::string> names;
  for (const auto& contract : contracts) {
    if (!contract) continue;
    const std::uint64_t id = View(contract->hash).u64(0);
    const auto [place, fresh] = names.try_emplace(id, contract->name);
    if (!fresh)
      report.add(505, fmt::format("contract {}", contract->name),
                 fmt::format("id {:016x} is also that of {}", id, place->second));
  }
}

}  // namespace

std::vector<std::optional<Contract>> check_contracts(const Image& image, Report& report) {
  std::vector<std::optional<Contract>> contracts;
  for (const ContractParts& parts : image.contracts)
    contracts.push_back(read_contract(parts, contracts.size(), report));
  ContractIndex index;
  for (const auto& contract : contracts) {
    if (contract) index[contract->hash] = &*contract;
  }
  std::map<const Contract*, View> tables;
  bool good = true;
  for (std::size_t i = 0; i < contracts.size(); ++i) {
    if (!contracts[i]) continue;
    good &= check_table(*contracts[i], index, image.contracts[i].table.bytes, report);
    tables.emplace(&*contracts[i], image.contracts[i].table.bytes);
  }
  for (const auto& contract : contracts) {
    if (good && contract) check_base(*contract, index, tables, report);
  }
  check_identities(contracts, report);
  report.looked_at(Group::kContracts, fmt::format("{} contracts", contracts.size()));
  return contracts;
}

}  // namespace verifier
