// "Message layout" of docs/formats/contract.md. Structs are laid out once each, so hostile nesting
// costs no time.
#include <algorithm>

#include "contracts/model.hpp"

namespace verifier {
namespace {

constexpr unsigned kDeepest =
    64;  // structs inside structs; a recursive one is found by exceeding it
constexpr std::uint64_t kLargest = 1 << 20;

bool lay_out(Contract& contract, const std::string& name, unsigned depth) {
  if (contract.struct_layouts.contains(name)) return true;
  const auto found = contract.structs.find(name);
  if (depth > kDeepest || found == contract.structs.end()) return false;
  for (const ContractField& field : found->second) {
    if (field.type.kind == ContractType::Kind::kStruct &&
        !lay_out(contract, field.type.name, depth + 1))
      return false;
  }
  const auto layout = layout_of(contract, found->second);
  if (!layout) return false;
  contract.struct_layouts.emplace(name, *layout);
  return true;
}

}  // namespace

std::optional<std::uint32_t> Contract::state_named(std::string_view state) const {
  const auto found = std::ranges::find(states, state, &ContractState::name);
  if (found == states.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - states.begin());
}

bool lay_out_structs(Contract& contract) {
  return std::ranges::all_of(contract.structs,
                             [&](const auto& entry) { return lay_out(contract, entry.first, 0); });
}

bool is_owner(const Contract& contract, const ContractType& type) {
  if (type.kind != ContractType::Kind::kStruct) return type.kind != ContractType::Kind::kScalar;
  return std::ranges::any_of(contract.structs.at(type.name), [&](const ContractField& field) {
    return is_owner(contract, field.type);
  });
}

std::optional<Layout> layout_of(const Contract& contract, const ContractType& type) {
  switch (type.kind) {
    case ContractType::Kind::kScalar:
      return Layout{type.bytes, type.bytes};
    case ContractType::Kind::kVector:
      return Layout{16, 8};
    case ContractType::Kind::kBlock:
    case ContractType::Kind::kExporter:
    case ContractType::Kind::kImporter:
      return Layout{8, 8};
    case ContractType::Kind::kStruct:
      break;
  }
  const auto found = contract.struct_layouts.find(type.name);
  return found == contract.struct_layouts.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Layout> layout_of(const Contract& contract,
                                const std::vector<ContractField>& fields) {
  Layout total{0, 1};
  for (const ContractField& field : fields) {
    const auto layout = layout_of(contract, field.type);
    if (!layout || total.bytes > kLargest) return std::nullopt;
    total.bytes = (total.bytes + layout->alignment - 1) / layout->alignment * layout->alignment +
                  layout->bytes;
    total.alignment = std::max(total.alignment, layout->alignment);
  }
  total.bytes = (total.bytes + total.alignment - 1) / total.alignment * total.alignment;
  return total.bytes > kLargest ? std::nullopt : std::optional(total);
}

namespace {

void add_owner_fields(const Contract& contract, const std::vector<ContractField>& fields,
                      std::uint64_t base, std::vector<OwnerField>& owners) {
  std::uint64_t at = 0;
  for (const ContractField& field : fields) {
    const ContractType& type = field.type;
    const Layout layout = *layout_of(contract, type);
    at = (at + layout.alignment - 1) / layout.alignment * layout.alignment;
    if (type.kind == ContractType::Kind::kStruct)
      add_owner_fields(contract, contract.structs.at(type.name), base + at, owners);
    else if (type.kind != ContractType::Kind::kScalar)
      owners.push_back({base + at, &type});
    at += layout.bytes;
  }
}

}  // namespace

std::vector<OwnerField> owner_fields(const Contract& contract,
                                     const std::vector<ContractField>& fields) {
  std::vector<OwnerField> owners;
  add_owner_fields(contract, fields, 0, owners);
  return owners;
}

}  // namespace verifier
