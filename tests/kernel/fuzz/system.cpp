// See system.hpp.
#include "system.hpp"

#include "builder/bytes.hpp"

namespace fuzz {
namespace {

using namespace image_builder;

// No code runs: the scripts are the SIPs. But segments, relocations, patches and imports are loaded
// like any other's.
Sip sip() {
  Sip made;
  made.entry = 0x1000;
  made.text = {0x1000, 64, Blob(64, 0xcc), true};
  made.read_only = {0x2000, 32, Blob(32, 0x11), true};
  made.imports = {0x3000, 16, Blob(16, 0), true};
  put(made.imports.bytes, 0, 1, 8);
  put(made.imports.bytes, 8, 41, 8);
  made.data = {0x4000, 12000, Blob(100, 0), true};
  put(made.relocations, 0, 0x4000, 8);
  put(made.relocations, 8, 0x2000, 8);
  put(made.patches, 0, 0x4010, 8);
  put(made.patches, 8, 1, 8);
  put(made.symbols, 0, 1, 4);
  put(made.symbols, 4, 0, 4);
  put(made.symbols, 8, 0x1000, 4);
  put(made.symbols, 12, 16, 4);
  put_text(made.symbols, 16, "start");
  made.symbols.push_back(0);
  return made;
}

ContractSpec mixed() {
  constexpr std::uint8_t kNull = 1;
  return {.name = "Mixed",
          .id = 0x3153,
          .messages = {{"Put",
                        0,
                        48,
                        {{0, 1, kNull, 0, 64, 0},
                         {8, 2, kNull, 0, 16, 0},
                         {24, 3, kNull, 0, 0, 0xc01},
                         {32, 4, kNull, 0, 0, 0xc01}}},
                       {"Got", 1, 120, {{64, 1, 0, 0, 1, 0}}},
                       {"Note", 1, 8, {}},
                       {"End", 0, 0, {}}},
          .states = {{"Open", 1, {{0, 0}, {3, 2}}},
                     {"Answering", 2, {{1, 0}, {2, 1}}},
                     {"Turn", 2, {{2, 1}, {1, 0}}}},
          .bound_in = 4,
          .bound_out = 3};
}

ContractSpec carry() {
  constexpr std::uint8_t kNull = 1, kOwn = 2;
  return {
      .name = "Carry",
      .id = 0xca22,
      .messages = {{"Take", 0, 16, {{0, 3, kNull | kOwn, 0, 0, 0}, {8, 4, kNull | kOwn, 0, 0, 0}}},
                   {"Turn", 0, 0, {}},
                   {"Back", 1, 8, {{0, 3, kNull | kOwn, 0, 0, 0}}}},
      .states = {{"Taking", 1, {{0, 0}, {1, 1}}}, {"Giving", 2, {{2, 0}}}},
      .bound_in = 3,
      .bound_out = 2};
}

}  // namespace

std::vector<ContractSpec> contracts() {
  return {c1(), mixed(), carry()};
}

SystemSpec system() {
  constexpr std::uint32_t kAllGroups = 0x7ff;
  SystemSpec made;
  made.contracts = contracts();
  const std::vector<EndpointSpec> endpoints{{0, 0, "a"}, {1, 0, "b"}, {0, 1, "c"},
                                            {1, 1, "d"}, {0, 2, "e"}, {1, 2, "f"}};
  made.programs = {{.name = "supervisor",
                    .sip = sip(),
                    .endpoints = {},
                    .groups = kAllGroups,
                    .endpoint_limit = 16,
                    .priority = 20,
                    .creates = {{kHostile, 3}, {kChild, 2}}},
                   {.name = "hostile",
                    .sip = sip(),
                    .endpoints = endpoints,
                    .groups = kAllGroups,
                    .memory_limit = 192 << 10,
                    .exchange_limit = 96 << 10,
                    .endpoint_limit = 20,
                    .priority = 16,
                    .ports = {0x70 | 0x73 << 16},
                    .category = 1,
                    .threads = 4,
                    .cpu_percent = 40,
                    .watchdog_ms = 200,
                    .objects = 10,
                    .dma_pages = 3,
                    .creates = {{kChild, 2}},
                    .devices = {{0xfee00000, 0x2000}},
                    .irqs = {0, 1, 2 | 1 << 8}},
                   {.name = "child",
                    .sip = sip(),
                    .endpoints = {},
                    .groups = kAllGroups,
                    .memory_limit = 96 << 10,
                    .exchange_limit = 64 << 10,
                    .endpoint_limit = 8,
                    .priority = 12,
                    .threads = 2,
                    .objects = 6,
                    .arguments = kChildArguments}};
  for (ProgramSpec& program : made.programs) program.stack_bytes = 8192;
  made.processes = {{"supervisor", kSupervisor}, {"hostile-a", kHostile}, {"hostile-b", kHostile}};
  for (std::uint32_t i = 0; i < kHostileEndpoints; i += 2) {
    made.bindings.push_back({1, i, 2, i + 1});
    made.bindings.push_back({2, i, 1, i + 1});
  }
  made.verdict = kSupervisor;
  made.channels = 24;
  made.blocks = 14;
  made.objects = 24;
  made.shares = 6;
  made.processes_at_once = 8;
  made.threads = 14;
  made.exchange_bytes = 400 << 10;
  made.message_bytes = 24 << 10;
  return made;
}

}  // namespace fuzz
