// Reads just what packing needs from a contract's table: name, state names, slot sizes. That the
// table follows from the text is sipverify's to prove.
#include "program/contract_section.hpp"

#include <bearssl.h>

#include <algorithm>
#include <optional>

#include "elf/elf_reader.hpp"

namespace buildimage {
namespace {

template <class T>
std::optional<T> number(ByteView bytes, std::uint64_t offset) {
  const auto part = slice(bytes, offset, sizeof(T));
  if (!part) return std::nullopt;
  T value = 0;
  for (std::size_t i = sizeof(T); i-- > 0;) value = static_cast<T>((value << 8) | (*part)[i]);
  return value;
}

std::optional<std::string> string_at(ByteView bytes, std::optional<std::uint32_t> offset) {
  if (!offset || *offset >= bytes.size()) return std::nullopt;
  const auto begin = bytes.begin() + *offset;
  const auto end = std::find(begin, bytes.end(), 0);
  if (end == bytes.end()) return std::nullopt;
  return std::string(begin, end);
}

// A message lies in cells of 64 bytes, of which 56 are its own; even an empty one takes a cell.
std::uint64_t cells_for(std::uint64_t bound, std::uint64_t slot_bytes) {
  constexpr std::uint64_t kPayload = 56;
  return bound * std::max<std::uint64_t>(1, (slot_bytes + kPayload - 1) / kPayload);
}

// Offsets are those of docs/formats/contract.md, "Table".
std::optional<Contract> read_contract(ByteView table, ByteView canonical) {
  constexpr std::uint64_t kMostCells = 1 << 20;  // far more than any sound contract needs
  Contract contract{};
  const auto name = string_at(table, number<std::uint32_t>(table, 64));
  const auto states = number<std::uint16_t>(table, 48 - 2);
  const auto state_offset = number<std::uint32_t>(table, 76);
  const auto bound_in = number<std::uint16_t>(table, 52);
  const auto bound_out = number<std::uint16_t>(table, 54);
  const auto slot_in = number<std::uint32_t>(table, 56);
  const auto slot_out = number<std::uint32_t>(table, 60);
  if (!name || !state_offset || !slot_out) return std::nullopt;
  for (std::uint64_t i = 0; i < *states; ++i) {
    const auto state = string_at(table, number<std::uint32_t>(table, *state_offset + i * 8));
    if (!state) return std::nullopt;
    contract.states.push_back(*state);
  }
  contract.name = *name;
  contract.hash = sha256(canonical);
  contract.table.assign(table.begin(), table.end());
  contract.canonical.assign(canonical.begin(), canonical.end());
  contract.cells = cells_for(*bound_in, *slot_in) + cells_for(*bound_out, *slot_out);
  if (contract.cells > kMostCells) return std::nullopt;
  return contract;
}

}  // namespace

Hash sha256(ByteView bytes) {
  br_sha256_context context;
  br_sha256_init(&context);
  br_sha256_update(&context, bytes.data(), bytes.size());
  Hash hash;
  br_sha256_out(&context, hash.data());
  return hash;
}

Result<std::vector<Contract>> read_contracts(ByteView section, const std::string& file) {
  std::vector<Contract> result;
  for (std::uint64_t at = 0; at < section.size();) {
    const auto table_bytes = number<std::uint32_t>(section, at);
    const auto text_bytes = number<std::uint32_t>(section, at + 4);
    const std::uint64_t begin = at + 8;
    const auto table = slice(section, begin, table_bytes.value_or(0));
    const auto text = slice(section, begin + table_bytes.value_or(0), text_bytes.value_or(0));
    std::optional<Contract> contract;
    if (table_bytes && text_bytes && table && text) contract = read_contract(*table, *text);
    if (!contract) {
      return refuse("BI0304", file, "the section .sip.contracts is damaged",
                    "build the SIP again with sipc");
    }
    result.push_back(*std::move(contract));
    at = (begin + *table_bytes + *text_bytes + 7) / 8 * 8;
  }
  return result;
}

}  // namespace buildimage
