// The readers of PVH and multiboot2 structures: right ones are understood, damaged ones end in
// facts or a numbered error, never outside of memory.
#include <catch2/catch.hpp>

#include "boot/boot_facts.hpp"
#include "machine.hpp"

using namespace hal::x86;
using machine::append;
using machine::kBase;

namespace {

// start info (56 bytes), module list (32), memory map (2 × 24), command line (padded to 1024)
std::vector<std::uint8_t> pvh(std::uint32_t modules = 1, std::uint64_t module_bytes = 5000) {
  std::vector<std::uint8_t> out;
  append<std::uint32_t>(out, 0x336ec578);
  append<std::uint32_t>(out, 1);
  append<std::uint32_t>(out, 0);
  append<std::uint32_t>(out, modules);
  append<std::uint64_t>(out, kBase + 56);        // modules
  append<std::uint64_t>(out, kBase + 56 + 80);   // command line
  append<std::uint64_t>(out, kBase + 56 + 120);  // rsdp: anything
  append<std::uint64_t>(out, kBase + 56 + 32);   // memory map
  append<std::uint32_t>(out, 2);
  append<std::uint32_t>(out, 0);
  append<std::uint64_t>(out, 0x300000);
  append<std::uint64_t>(out, module_bytes);
  append<std::uint64_t>(out, 0);
  append<std::uint64_t>(out, 0);
  for (std::uint64_t first : {0x100000ull, 0x8000000ull}) {
    append<std::uint64_t>(out, first + 1);  // not on a page boundary: rounded inwards
    append<std::uint64_t>(out, 0x4000000);
    append<std::uint32_t>(out, 1);
    append<std::uint32_t>(out, 0);
  }
  machine::append_text(out, "headless allow-waived");
  out.resize(56 + 80 + 1024, 'x');
  return out;
}

void append_tag(std::vector<std::uint8_t>& out, std::uint32_t type,
                const std::vector<std::uint8_t>& body) {
  append<std::uint32_t>(out, type);
  append<std::uint32_t>(out, static_cast<std::uint32_t>(8 + body.size()));
  out.insert(out.end(), body.begin(), body.end());
  out.resize((out.size() + 7) / 8 * 8);
}

std::vector<std::uint8_t> multiboot2(unsigned modules = 1) {
  std::vector<std::uint8_t> out, words, module, map;
  append<std::uint64_t>(out, 0);
  machine::append_text(words, "headless");
  append_tag(out, 1, words);
  append<std::uint32_t>(module, 0x300000);
  append<std::uint32_t>(module, 0x300000 + 5000);
  machine::append_text(module, "system.img");
  for (unsigned i = 0; i < modules; ++i) append_tag(out, 3, module);
  append<std::uint32_t>(map, 24);
  append<std::uint32_t>(map, 0);
  for (std::uint32_t type : {1u, 2u}) {
    append<std::uint64_t>(map, 0x100000);
    append<std::uint64_t>(map, 0x4000000);
    append<std::uint32_t>(map, type);
    append<std::uint32_t>(map, 0);
  }
  append_tag(out, 6, map);
  append_tag(out, 15, std::vector<std::uint8_t>(36, 7));
  append_tag(out, 0, {});
  const auto size = static_cast<std::uint32_t>(out.size());
  std::memcpy(out.data(), &size, 4);
  return out;
}

std::string error_of(void (*read)(std::uint64_t, BootFacts&), std::vector<std::uint8_t> bytes) {
  machine::memory = std::move(bytes);
  BootFacts facts;
  try {
    read(kBase, facts);
  } catch (const machine::BootStopped& stopped) {
    return std::string(stopped.what()).substr(1, 5);
  }
  return "";
}

template <class T>
std::vector<std::uint8_t> with(std::vector<std::uint8_t> bytes, std::size_t at, T value) {
  std::memcpy(bytes.data() + at, &value, sizeof(T));
  return bytes;
}

void check_damaged(void (*read)(std::uint64_t, BootFacts&), const std::vector<std::uint8_t>& good) {
  unsigned refused = 0;
  for (unsigned seed = 0; seed < 20000; ++seed) {
    machine::Random random(seed);
    machine::memory = good;
    machine::damage(machine::memory, random);
    if (random.below(4) == 0) machine::memory.resize(random.below(machine::memory.size()));
    BootFacts facts;
    try {
      read(kBase, facts);
      REQUIRE(facts.ram_count <= BootFacts::kMaxRam);
      REQUIRE(facts.command_line_size < BootFacts::kMaxCommandLine);
      REQUIRE(facts.image.first <= kMaxPhysical);
      REQUIRE(facts.image.bytes <= kMaxPhysical - facts.image.first);
      for (std::size_t i = 0; i < facts.ram_count; ++i) REQUIRE(facts.ram[i].end() <= kMaxPhysical);
    } catch (const machine::BootStopped& stopped) {
      REQUIRE(std::string(stopped.what()).substr(0, 3) == "[H-");
      refused += 1;
    }
  }
  CHECK(refused > 100);  // the damage reaches what matters
}

}  // namespace

TEST_CASE("PVH facts are read") {
  machine::memory = pvh();
  BootFacts facts;
  read_pvh(kBase, facts);
  REQUIRE(facts.ram_count == 2);
  CHECK(facts.ram[0].first == 0x101000);
  CHECK(facts.ram[0].end() == 0x4100000);
  CHECK(facts.image.first == 0x300000);
  CHECK(facts.image.bytes == 5000);
  CHECK(facts.command_line() == "headless allow-waived");
  CHECK(facts.has_rsdp);
}

TEST_CASE("PVH structures that are wrong get a number each") {
  const auto good = pvh();
  CHECK(error_of(read_pvh, {}) == "H-002");
  CHECK(error_of(read_pvh, with<std::uint32_t>(good, 0, 1)) == "H-003");
  CHECK(error_of(read_pvh, with<std::uint32_t>(good, 48, 2000)) == "H-004");
  CHECK(error_of(read_pvh, with<std::uint64_t>(good, 40, ~0ull)) == "H-005");
  CHECK(error_of(read_pvh, pvh(2)) == "H-006");
  CHECK(error_of(read_pvh, with<std::uint64_t>(good, 16, 5ull << 32)) == "H-007");
  CHECK(error_of(read_pvh, with<std::uint64_t>(good, 24, 5ull << 32)) == "H-008");
  CHECK(error_of(read_pvh, pvh(1, ~0ull)) == "H-015");
  auto long_line = good;
  long_line[56 + 80 + 21] = 'x';
  CHECK(error_of(read_pvh, long_line) == "H-016");
}

TEST_CASE("multiboot2 facts are read") {
  machine::memory = multiboot2();
  BootFacts facts;
  read_multiboot2(kBase, facts);
  REQUIRE(facts.ram_count == 1);
  CHECK(facts.ram[0].first == 0x100000);
  CHECK(facts.image.first == 0x300000);
  CHECK(facts.image.bytes == 5000);
  CHECK(facts.command_line() == "headless");
  CHECK(facts.has_rsdp);
  CHECK(facts.rsdp[35] == 7);
}

TEST_CASE("multiboot2 structures that are wrong get a number each") {
  const auto good = multiboot2();
  CHECK(error_of(read_multiboot2, {}) == "H-009");
  CHECK(error_of(read_multiboot2, with<std::uint32_t>(good, 0, 4)) == "H-010");
  CHECK(error_of(read_multiboot2, with<std::uint32_t>(good, 0, ~0u)) == "H-010");
  CHECK(error_of(read_multiboot2, with<std::uint32_t>(good, 12, 3)) == "H-011");
  CHECK(error_of(read_multiboot2, with<std::uint32_t>(good, 12, ~0u)) == "H-011");
  CHECK(error_of(read_multiboot2, multiboot2(2)) == "H-006");
  // The module tag follows the command line's 24 bytes; the map's entry size the module's 32.
  CHECK(error_of(read_multiboot2, with<std::uint32_t>(good, 8 + 24 + 12, 0x1000)) == "H-013");
  CHECK(error_of(read_multiboot2, with<std::uint32_t>(good, 8 + 24 + 32 + 8, 20)) == "H-012");
}

TEST_CASE("damaged PVH structures never lead outside of memory") {
  check_damaged(read_pvh, pvh());
}
TEST_CASE("damaged multiboot2 structures never lead outside of memory") {
  check_damaged(read_multiboot2, multiboot2());
}
