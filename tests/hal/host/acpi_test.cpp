// The MADT reader: right tables are understood, wrong ones count as none, damaged ones never lead
// outside of a table.
#include <catch2/catch.hpp>

#include "device/acpi.hpp"
#include "machine.hpp"

using namespace hal::x86;
using machine::append;
using machine::kBase;

namespace {

void fix_sum(std::vector<std::uint8_t>& bytes, std::size_t first, std::size_t size,
             std::size_t at) {
  bytes[at] = 0;
  std::uint8_t sum = 0;
  for (std::size_t i = first; i < first + size; ++i)
    sum = static_cast<std::uint8_t>(sum + bytes[i]);
  bytes[at] = static_cast<std::uint8_t>(-sum);
}

void append_header(std::vector<std::uint8_t>& out, const char* signature, std::uint32_t size) {
  out.insert(out.end(), signature, signature + 4);
  append<std::uint32_t>(out, size);
  out.resize(out.size() + 28);
}

// RSDT (36 + 4) at kBase, MADT behind it: CPUs 0 and 3, a disabled one, an I/O APIC, serial line 4
// moved to 20.
constexpr std::uint32_t kRsdtBytes = 40, kMadtBytes = 44 + 3 * 8 + 12 + 10;
std::vector<std::uint8_t> tables() {
  std::vector<std::uint8_t> out;
  append_header(out, "RSDT", kRsdtBytes);
  append<std::uint32_t>(out, static_cast<std::uint32_t>(kBase + kRsdtBytes));
  fix_sum(out, 0, kRsdtBytes, 9);
  append_header(out, "APIC", kMadtBytes);
  append<std::uint64_t>(out, 0xfee00000);
  for (const auto& [id, flags] : {std::pair{0, 1}, {3, 1}, {4, 0}}) {
    out.insert(out.end(), {0, 8, static_cast<std::uint8_t>(id), static_cast<std::uint8_t>(id)});
    append<std::uint32_t>(out, static_cast<std::uint32_t>(flags));
  }
  out.insert(out.end(), {1, 12, 0, 0});
  append<std::uint32_t>(out, 0xfec10000);
  append<std::uint32_t>(out, 0);
  out.insert(out.end(), {2, 10, 0, 4});
  append<std::uint32_t>(out, 20);
  append<std::uint16_t>(out, 0x000f);  // active low, level
  fix_sum(out, kRsdtBytes, kMadtBytes, kRsdtBytes + 9);
  return out;
}

BootFacts with_rsdp() {
  BootFacts facts;
  std::vector<std::uint8_t> rsdp;
  machine::append_text(rsdp, "RSD PTR ");
  rsdp.resize(16);
  append<std::uint32_t>(rsdp, static_cast<std::uint32_t>(kBase));
  rsdp.resize(36);
  fix_sum(rsdp, 0, 20, 8);
  facts.set_rsdp(rsdp.data(), rsdp.size());
  return facts;
}

}  // namespace

TEST_CASE("the MADT is read") {
  machine::memory = tables();
  const MachineTopology topology = read_topology(with_rsdp());
  REQUIRE(topology.cpu_count == 2);
  CHECK(topology.apic_ids[0] == 0);
  CHECK(topology.apic_ids[1] == 3);
  CHECK(topology.io_apic == 0xfec10000);
  CHECK(topology.isa[4].line == 20);
  CHECK(topology.isa[4].active_low);
  CHECK(topology.isa[4].level);
  CHECK(topology.isa[8].line == 8);
  CHECK_FALSE(topology.isa[8].active_low);
}

TEST_CASE("without ACPI there is one CPU and the usual I/O APIC") {
  const MachineTopology topology = read_topology(BootFacts{});
  CHECK(topology.cpu_count == 0);
  CHECK(topology.io_apic == 0xfec00000);
  CHECK(topology.isa[4].line == 4);
}

TEST_CASE("tables with a wrong checksum count as none") {
  machine::memory = tables();
  machine::memory[kRsdtBytes + 50] ^= 1;
  CHECK(read_topology(with_rsdp()).cpu_count == 0);
  machine::memory = tables();
  machine::memory[20] ^= 1;
  CHECK(read_topology(with_rsdp()).cpu_count == 0);
  BootFacts facts = with_rsdp();
  facts.rsdp[9] ^= 1;
  machine::memory = tables();
  CHECK(read_topology(facts).cpu_count == 0);
}

TEST_CASE("damaged tables with right checksums never lead outside of memory") {
  for (unsigned seed = 0; seed < 20000; ++seed) {
    machine::Random random(seed);
    machine::memory = tables();
    machine::damage(machine::memory, random);
    fix_sum(machine::memory, 0, kRsdtBytes, 9);
    fix_sum(machine::memory, kRsdtBytes, kMadtBytes, kRsdtBytes + 9);
    CHECK(read_topology(with_rsdp()).cpu_count <= hal::kMaxCpus);
  }
}
