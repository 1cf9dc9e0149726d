// RSDP → RSDT or XSDT → MADT. Tables are mapped read-only, one after the other, each first by its
// header and then whole.
#include "device/acpi.hpp"

#include <cstring>

#include "paging/build.hpp"

namespace hal::x86 {
namespace {

constexpr std::uint32_t kMaxTableBytes = 1 << 20;
constexpr std::uint32_t kHeaderBytes = 36;
constexpr std::uint32_t kMaxTables = 256;

template <class T>
T load(const std::uint8_t* at) {
  T value;
  std::memcpy(&value, at, sizeof(T));
  return value;
}

bool sums_to_zero(const std::uint8_t* bytes, std::uint32_t size) {
  std::uint8_t sum = 0;
  for (std::uint32_t i = 0; i < size; ++i) sum = static_cast<std::uint8_t>(sum + bytes[i]);
  return sum == 0;
}

// A table whose length is sane; bytes == nullptr otherwise. Its checksum is not looked at yet.
struct TableView {
  const std::uint8_t* bytes = nullptr;
  std::uint32_t size = 0;
  bool is(const char* signature) const { return bytes && std::memcmp(bytes, signature, 4) == 0; }
};

TableView open_table(std::uint64_t physical) {
  if (physical == 0 || physical > kMaxPhysical) return {};
  // SAFETY: reads ordinary memory; map_physical gives a read-only page whatever lies there.
  const auto* header = static_cast<const std::uint8_t*>(
      map_physical(physical, kHeaderBytes, DeviceAccess::kReadOnlyTable));
  const auto size = load<std::uint32_t>(header + 4);
  if (size < kHeaderBytes || size > kMaxTableBytes) return {};
  return {
      static_cast<const std::uint8_t*>(map_physical(physical, size, DeviceAccess::kReadOnlyTable)),
      size};
}

TableView find_madt(const BootFacts& facts) {
  const std::uint8_t* rsdp = facts.rsdp;
  if (!facts.has_rsdp || std::memcmp(rsdp, "RSD PTR ", 8) != 0 || !sums_to_zero(rsdp, 20))
    return {};
  const bool extended = rsdp[15] >= 2 && load<std::uint64_t>(rsdp + 24) != 0;
  const TableView root =
      open_table(extended ? load<std::uint64_t>(rsdp + 24) : load<std::uint32_t>(rsdp + 16));
  if (!root.bytes || !sums_to_zero(root.bytes, root.size)) return {};
  const std::uint32_t step = extended ? 8 : 4;
  std::uint32_t seen = 0;
  for (std::uint32_t at = kHeaderBytes; root.size - at >= step && seen < kMaxTables;
       at += step, ++seen) {
    const TableView table = open_table(extended ? load<std::uint64_t>(root.bytes + at)
                                                : load<std::uint32_t>(root.bytes + at));
    if (table.is("APIC") && sums_to_zero(table.bytes, table.size)) return table;
  }
  return {};
}

void read_local_apic(const std::uint8_t* entry, MachineTopology& topology) {
  constexpr std::uint32_t kEnabled = 1;
  if (!(load<std::uint32_t>(entry + 4) & kEnabled) || topology.cpu_count == kMaxCpus) return;
  topology.apic_ids[topology.cpu_count++] = entry[3];
}

void read_io_apic(const std::uint8_t* entry, MachineTopology& topology) {
  if (load<std::uint32_t>(entry + 8) != 0) return;  // the one that serves the ISA lines
  topology.io_apic = load<std::uint32_t>(entry + 4);
}

void read_override(const std::uint8_t* entry, MachineTopology& topology) {
  if (entry[3] >= kIsaLines) return;
  const auto flags = load<std::uint16_t>(entry + 8);
  topology.isa[entry[3]] = IsaLine{.line = load<std::uint32_t>(entry + 4),
                                   .active_low = (flags & 3) == 3,
                                   .level = (flags >> 2 & 3) == 3};
}

}  // namespace

MachineTopology read_topology(const BootFacts& facts) {
  MachineTopology topology;
  const TableView madt = find_madt(facts);
  if (!madt.bytes) return topology;
  for (std::uint32_t at = kHeaderBytes + 8; madt.size > at && madt.size - at >= 2;) {
    const std::uint8_t* entry = madt.bytes + at;
    const std::uint32_t bytes = entry[1];
    if (bytes < 2 || bytes > madt.size - at) break;
    if (entry[0] == 0 && bytes >= 8) read_local_apic(entry, topology);
    if (entry[0] == 1 && bytes >= 12) read_io_apic(entry, topology);
    if (entry[0] == 2 && bytes >= 10) read_override(entry, topology);
    at += bytes;
  }
  return topology;
}

}  // namespace hal::x86
