// Images that are signed and still wrong: what a broken tool might make. Each refusal number of the
// kernel has its case.
#include <catch2/catch.hpp>
#include <functional>

#include "../builder/bytes.hpp"
#include "check.hpp"

using namespace image_builder;

namespace {

using Change = std::function<void(Blob& image)>;
using ChangeParts = std::function<void(std::vector<PartSpec>& parts)>;
using ChangeSystem = std::function<void(SystemSpec& system)>;

// Parts of unit::small_system(), by their place.
enum PartPlace : std::size_t {
  kSystem = 0,
  kManifest,
  kTable,
  kTableText,
  kRecord = 8,
  kText,
  kReadOnly,
  kImports,
  kData,
  kRelocations,
  kPatches,
  kSymbols,
  kProcess
};

int after_change(const Change& change) {
  Blob image = make_image(unit::small_system());
  change(image);
  certify(image);
  return unit::check(image);
}
int after_parts(const ChangeParts& change) {
  std::vector<PartSpec> parts = make_parts(unit::small_system());
  change(parts);
  Blob image = pack(parts);
  certify(image);
  return unit::check(image);
}
int after_system(const ChangeSystem& change) {
  SystemSpec system = unit::small_system();
  change(system);
  return unit::check(make_image(system));
}
int after_part(PartPlace place, std::size_t at, std::uint64_t value, unsigned width) {
  return after_parts([=](auto& parts) { put(parts[place].bytes, at, value, width); });
}

}  // namespace

TEST_CASE("header") {
  CHECK(unit::check({}) == 1);
  CHECK(unit::check(Blob(5000)) == 2);
  CHECK(unit::check(Blob(20000)) == 3);
  CHECK(after_change([](Blob& i) { put(i, 8, 2, 4); }) == 4);
  Blob none = make_image(unit::small_system());
  put(none, 12, 0, 4);
  CHECK(unit::check(none) == 5);
  CHECK(after_change([](Blob& i) { put(i, 16, 4096, 8); }) == 6);
  CHECK(after_change([](Blob& i) { put(i, 24, 4096, 8); }) == 7);
  CHECK(after_change([](Blob& i) { put(i, 32, 4096, 8); }) == 8);
  CHECK(after_change([](Blob& i) { put(i, 40, 9, 4); }) == 9);
  CHECK(after_change([](Blob& i) { put(i, 4000, 1, 1); }) == 10);
}

TEST_CASE("certificate") {
  const auto changed = [](std::size_t at, std::uint64_t value, unsigned width,
                          kernel::WaivedImages waived = kernel::WaivedImages::kRefuse) {
    Blob image = make_image(unit::small_system());
    put(image, 4096 + at, value, width);
    return unit::check(image, waived);
  };
  CHECK(unit::check(pack(make_parts(unit::small_system()))) == 20);
  CHECK(changed(0, 0, 1) == 21);
  CHECK(changed(8, 1, 4) == 22);  // of a verifier that knew less
  CHECK(changed(8, 3, 4) == 22);
  CHECK(changed(112, 30, 8) == 22);  // without the checks of the image's structure
  CHECK(changed(12, 8, 4) == 23);
  CHECK(changed(4000, 1, 1) == 24);
  CHECK(changed(120, 301, 2) == 25);
  CHECK(changed(12, 2, 4, kernel::WaivedImages::kAllow) == 25);
  CHECK(changed(48, 0, 8) == 27);
  CHECK(changed(16, 0, 8) == 28);
  CHECK(changed(80, 'x', 1) == 29);
  CHECK(changed(136, 0, 8) == 29);
  CHECK(changed(12, 0, 4) == 29);
  Blob waived = pack(make_parts(unit::small_system()));
  certify(waived, {{301}});
  CHECK(unit::check(waived) == 26);
  CHECK(unit::check(waived, kernel::WaivedImages::kAllow) == 0);
}

TEST_CASE("part table") {
  const auto entry = [](PartPlace place, std::size_t at, std::uint64_t value, unsigned width) {
    return after_change([=](Blob& i) { put(i, 8192 + 96 * place + at, value, width); });
  };
  CHECK(entry(kText, 40, 1, 1) == 31);
  CHECK(entry(kText, 95, 1, 1) == 31);
  CHECK(entry(kText, 4, 7, 4) == 32);
  CHECK(entry(kData, 4, 7, 4) == 32);
  CHECK(entry(kRecord, 4, 1, 4) == 32);
  CHECK(entry(kRecord, 24, 1, 8) == 33);
  CHECK(entry(kData, 24, 50, 8) == 34);
  CHECK(entry(kText, 32, 0x1001, 8) == 35);
  CHECK(entry(kText, 32, 0, 8) == 35);
  CHECK(after_change([](Blob& i) { put(i, 8192 + 96 * 17, 1, 1); }) == 36);
  CHECK(entry(kText, 0, 99, 2) == 37);
  CHECK(entry(kText, 2, 1, 2) == 37);
  CHECK(entry(kText, 8, 4096, 8) == 38);
  CHECK(entry(kProcess, 16, 1 << 20, 8) == 39);
  CHECK(entry(kProcess, 16, ~std::uint64_t{0}, 8) == 39);
  CHECK(entry(kProcess, 16, 0, 8) == 40);
  CHECK(after_parts([](auto& parts) { parts.resize(kRecord); }) == 41);
  CHECK(entry(kText, 48, 0, 8) == 42);
  CHECK(after_parts([](auto& parts) { std::swap(parts[kText], parts[kReadOnly]); }) == 37);
  CHECK(after_parts([](auto& parts) { parts.erase(parts.begin() + kTableText); }) == 37);
}

TEST_CASE("padding after a part that is hashed but not zero") {
  Blob image = make_image(unit::small_system());
  const std::size_t entry = 8192 + 96 * kText;
  put(image, entry + 16, 63, 8);  // the last byte, 0xcc, is padding now; its hash stays right
  certify(image);
  CHECK(unit::check(image) == 43);
}

TEST_CASE("system record") {
  CHECK(after_part(kSystem, 0, 0, 1) == 50);
  CHECK(after_part(kSystem, 8, 1, 4) == 51);
  CHECK(after_part(kSystem, 12, 7, 4) == 52);
  CHECK(after_part(kSystem, 48, 0xffff'ffff, 4) == 52);
  CHECK(after_part(kSystem, 112, 1, 1) == 53);
  CHECK(after_system([](SystemSpec& s) {
          s.processes.clear();
          s.bindings.clear();
        }) == 54);
  CHECK(after_part(kSystem, 128, 0, 1) == 55);
  CHECK(after_part(kSystem, 128 + 32, 9, 4) == 56);
  CHECK(after_part(kSystem, 128 + 40, 1, 1) == 57);
  CHECK(after_system([](SystemSpec& s) { s.processes[1].name = "a"; }) == 58);
  CHECK(after_part(kSystem, 56, 2, 4) == 59);
  CHECK(after_part(kSystem, 60, 2, 4) == 60);
}

TEST_CASE("program record") {
  CHECK(after_part(kRecord, 0, 0, 1) == 71);
  CHECK(after_part(kRecord, 8, 1, 4) == 72);
  CHECK(after_part(kRecord, 100, 3, 4) == 73);
  CHECK(after_part(kRecord, 12, 4, 4) == 74);
  CHECK(after_part(kRecord, 16, 0, 1) == 74);
  CHECK(after_part(kRecord, 160 + 2 * 48, 3, 4) == 75);
  CHECK(after_part(kRecord, 160, 2, 4) == 76);
  CHECK(after_part(kRecord, 164, 3, 4) == 76);
  CHECK(after_system([](SystemSpec& s) { s.programs[0].ports = {0x71 << 16 | 0x70}; }) == 0);
  CHECK(after_system([](SystemSpec& s) { s.programs[0].ports = {0x70 << 16 | 0x71}; }) == 77);
}

TEST_CASE("grants of a program record") {
  const auto program = [](const std::function<void(ProgramSpec & program)>& change) {
    return after_system([&](SystemSpec& s) { change(s.programs[0]); });
  };
  const auto driver = [&](const std::function<void(ProgramSpec & program)>& change) {
    return program([&](ProgramSpec& p) {
      p.category = 1;
      change(p);
    });
  };
  CHECK(driver([](auto& p) {
          p.creates = {{0, 1024}, {0, 1}};
          p.devices = {{0xfed00000, 4096}, {0xfffffffff0000, 0x10000}};
          p.irqs = {8, 0x100 | 23, 9};
          p.dma_pages = 16;
          p.cpu_percent = 1600;
          p.watchdog_ms = 5000;
          p.objects = 4096;
          p.endpoint_limit = 300'000;
        }) == 0);
  CHECK(program([](auto& p) { p.cpu_percent = 1601; }) == 74);
  CHECK(program([](auto& p) { p.objects = 4097; }) == 74);
  CHECK(program([](auto& p) { p.endpoint_limit = 300'001; }) == 74);
  CHECK(program([](auto& p) { p.arguments = 33; }) == 74);
  CHECK(program([](auto& p) { p.creates.resize(33, {0, 1}); }) == 74);
  CHECK(after_part(kRecord, 152, 1, 1) == 74);
  for (const std::size_t count_at : {124u, 132u, 136u})
    CHECK(after_part(kRecord, count_at, 0xffff'ffff, 4) == 73);
  CHECK(program([](auto& p) { p.creates = {{1, 1}}; }) == 78);
  CHECK(program([](auto& p) { p.creates = {{0, 0}}; }) == 78);
  CHECK(program([](auto& p) { p.creates = {{0, 1025}}; }) == 78);
  CHECK(driver([](auto& p) { p.devices = {{0xfed00800, 4096}}; }) == 79);
  CHECK(driver([](auto& p) { p.devices = {{0xfed00000, 0}}; }) == 79);
  CHECK(driver([](auto& p) { p.devices = {{0xfed00000, 100}}; }) == 79);
  CHECK(driver([](auto& p) { p.devices = {{1ull << 52, 4096}}; }) == 79);
  CHECK(driver([](auto& p) { p.devices = {{4096, ~std::uint64_t{4095}}}; }) == 79);
  CHECK(driver([](auto& p) { p.irqs = {24}; }) == 79);
  CHECK(driver([](auto& p) { p.irqs = {8 | 2 << 8}; }) == 79);
  CHECK(driver([](auto& p) { p.irqs = {8 | 1 << 16}; }) == 79);
  CHECK(program([](auto& p) { p.irqs = {8}; }) == 79);
  CHECK(program([](auto& p) { p.devices = {{0xfed00000, 4096}}; }) == 79);
  CHECK(program([](auto& p) { p.dma_pages = 1; }) == 79);
}

TEST_CASE("arguments of processes") {
  const auto given = [](std::vector<std::uint64_t> to_a, std::vector<std::uint64_t> to_b) {
    return after_system([&](SystemSpec& s) {
      s.programs[0].arguments = 2;
      s.processes[0].arguments = std::move(to_a);
      s.processes[1].arguments = std::move(to_b);
    });
  };
  CHECK(given({1, 2}, {3, 4}) == 0);
  CHECK(given({1, 2}, {3}) == 61);
  CHECK(given({1, 2, 3}, {4}) == 61);
  CHECK(given({}, {}) == 61);
  CHECK(after_system([](SystemSpec& s) { s.processes[0].arguments = {7}; }) == 61);
  CHECK(after_part(kSystem, 128 + 36, 1, 4) == 52);
  CHECK(after_part(kSystem, 128 + 36, 0xffff'ffff, 4) == 52);
}

TEST_CASE("records say what was put into them") {
  SystemSpec system = unit::small_system();
  ProgramSpec& one = system.programs[0];
  one.category = 1;
  one.ports = {0x71 << 16 | 0x70};
  one.creates = {{0, 7}};
  one.devices = {{0xfed00000, 8192}};
  one.irqs = {8, 0x100 | 11};
  one.dma_pages = 16;
  one.arguments = 1;
  one.watchdog_ms = 40;
  one.cpu_percent = 25;
  system.processes[0].arguments = {5};
  system.processes[1].arguments = {~std::uint64_t{0}};
  const Blob image = make_image(system);
  kernel::ImageView view;
  REQUIRE_FALSE(
      kernel::check_header(hal::detail::LastingMaker::of(std::as_bytes(std::span(image))), view));
  kernel::SystemRecord record;
  REQUIRE_FALSE(kernel::read_system_record(view, record));
  CHECK(record.first_argument(1) == 1);
  CHECK(record.argument(record.first_argument(0), 0) == 5);
  CHECK(record.argument(record.first_argument(1), 0) == ~std::uint64_t{0});
  CHECK(record.capacity.objects == 64);
  CHECK(record.capacity.shares == 8);
  CHECK(record.script == "one line\n");
  kernel::ProgramRecord program;
  REQUIRE_FALSE(kernel::read_program_record(view, 0, program));
  CHECK(program.port_range(0).last == 0x71);
  CHECK(program.creates(0).instances == 7);
  CHECK(program.device_range(0).address == 0xfed00000);
  CHECK(program.device_range(0).bytes == 8192);
  CHECK(program.contract(2) == 2);
  CHECK(program.irq(0).line == 8);
  CHECK(program.irq(1).line == 11);
  CHECK(program.irq(1).trigger == kernel::IrqTrigger::kLevel);
  CHECK(program.dma_pages == 16);
  CHECK(program.watchdog_ms == 40);
  CHECK(program.cpu_percent == 25);
  CHECK(program.argument_count == 1);
}

TEST_CASE("contract table") {
  CHECK(after_part(kTable, 0, 0, 1) == 80);
  CHECK(after_part(kTable, 40, 8, 4) == 81);
  CHECK(after_part(kTable, 50, 1, 2) == 82);
  CHECK(after_part(kTable, 44, 0, 2) == 82);
  CHECK(after_part(kTable, 52, 65, 2) == 83);
  CHECK(after_part(kTable, 56, 4096, 4) == 83);
  CHECK(after_part(kTable, 76, 96, 4) == 84);
  CHECK(after_part(kTable, 84, 0xffff'ffff, 4) == 84);
  CHECK(after_part(kTable, 64, 5, 4) == 84);
  CHECK(after_parts([](auto& parts) { put(parts[kTable + 2].bytes, 96 + 24 * 3 + 4, 9, 1); }) ==
        85);
  CHECK(after_parts([](auto& parts) { put(parts[kTable + 2].bytes, 96 + 24 * 3, 16, 4); }) == 86);
  CHECK(after_part(kTable, 96 + 4, 2048, 4) == 86);
  CHECK(after_part(kTable, 96 + 72 + 4, 3, 1) == 87);
  CHECK(after_part(kTable, 96 + 72 + 24, 3, 2) == 87);
}

TEST_CASE("bindings") {
  CHECK(after_system([](SystemSpec& s) { s.bindings[0].exporter = 7; }) == 90);
  CHECK(after_system([](SystemSpec& s) { s.bindings[0].importer_endpoint = 2; }) == 90);
  CHECK(after_system([](SystemSpec& s) { s.bindings[0].importer_endpoint = 1; }) == 91);
  CHECK(after_system([](SystemSpec& s) { s.programs[0].endpoints[0].contract = 1; }) == 92);
  CHECK(after_system([](SystemSpec& s) { s.bindings[1] = {1, 0, 1, 1}; }) == 93);
  CHECK(after_part(kRecord, 168, 3, 4) != 0);
  CHECK(after_parts([](auto& parts) {
          put(parts[kRecord].bytes, 168, 9, 4);
          put(parts[kRecord].bytes, 168 + 48, 9, 4);
        }) == 94);
  CHECK(after_parts([](auto& parts) {
          put(parts[kRecord].bytes, 168, 1, 4);
          put(parts[kRecord].bytes, 168 + 48, 1, 4);
        }) == 95);
  CHECK(after_system([](SystemSpec& s) { s.bindings.pop_back(); }) == 96);
}

TEST_CASE("programs") {
  CHECK(after_parts([](auto& parts) { parts.erase(parts.begin() + kText); }) == 100);
  CHECK(after_system([](SystemSpec& s) { s.programs[0].stack_bytes = 0; }) == 101);
  CHECK(after_system([](SystemSpec& s) { s.programs[0].stack_bytes = ~std::uint64_t{0} - 5; }) ==
        101);
  // Of 16 KiB, for return addresses: no part of a page, and not all.
  CHECK(after_part(kRecord, 144, 4097, 8) == 101);
  CHECK(after_part(kRecord, 144, 16384, 8) == 101);
  CHECK(after_part(kRecord, 144, 12288, 8) == 0);
  CHECK(after_system([](SystemSpec& s) { s.programs[0].sip.data.address = 0x3000; }) == 102);
  CHECK(after_system([](SystemSpec& s) { s.programs[0].sip.data.memory_size = 1ull << 40; }) ==
        103);
  CHECK(after_system(
            [](SystemSpec& s) { s.programs[0].sip.data.memory_size = ~std::uint64_t{0}; }) == 103);
  CHECK(after_system([](SystemSpec& s) { s.programs[0].sip.entry = 0x2000; }) == 104);
  CHECK(after_system([](SystemSpec& s) { s.programs[0].memory_limit = 8192; }) == 105);
  CHECK(after_system([](SystemSpec& s) { s.programs[0].priority = 32; }) == 106);
  CHECK(after_part(kRecord, 92, 0, 4) == 107);
  CHECK(after_system([](SystemSpec& s) { s.programs[0].endpoint_limit = 1; }) == 108);
  CHECK(after_system([](SystemSpec& s) { s.programs[0].sip.imports.bytes.resize(12); }) == 110);
  CHECK(after_part(kImports, 0, 127, 8) == 111);
  CHECK(after_part(kImports, 0, ~std::uint64_t{0}, 8) == 111);
  CHECK(after_system([](SystemSpec& s) { s.programs[0].groups = 1; }) == 112);
  CHECK(after_system([](SystemSpec& s) { s.programs[0].sip.relocations.resize(20); }) == 113);
  CHECK(after_part(kRelocations, 0, 0x1000, 8) == 114);
  CHECK(after_part(kRelocations, 0, 0x3000, 8) == 114);
  CHECK(after_part(kRelocations, 0, 0x4000 + 4993, 8) == 114);
  CHECK(after_part(kRelocations, 0, ~std::uint64_t{0} - 3, 8) == 114);
  CHECK(after_part(kRelocations, 8, 0x9000, 8) == 115);
  CHECK(after_system([](SystemSpec& s) { s.programs[0].sip.patches.resize(8); }) == 116);
  CHECK(after_part(kPatches, 8, 4, 4) == 117);
  CHECK(after_part(kPatches, 0, 0x1000 + 63, 8) == 118);
  CHECK(after_part(kPatches, 0, 0x3000, 8) == 118);
}

TEST_CASE("capacities") {
  CHECK(after_part(kSystem, 64, 1, 4) == 120);
  CHECK(after_part(kSystem, 64, 2000, 4) == 121);
  CHECK(after_part(kSystem, 76, 20000000, 4) == 122);
  CHECK(after_parts([](auto& parts) {
          put(parts[kSystem].bytes, 88, 1ull << 39, 8);
          put(parts[kRecord].bytes, 72, 1ull << 39, 8);
        }) == 123);
}

TEST_CASE("a refusal is one line that names number, fault and part") {
  Blob image = make_image(unit::small_system());
  image[image.size() - 4096 * 7] ^= 1;
  std::string line;
  REQUIRE(unit::check(image, kernel::WaivedImages::kRefuse, &line) == 42);
  CHECK(line ==
        "bulkhead: image refused: [K-042] the part's bytes do not have the hash that was certified "
        "(part 10, read-only data of program one)\n");
}
