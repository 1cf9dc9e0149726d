// Scale: a thousand SIPs and a hundred thousand channels of C1 in 512 MB, made and taken down again
// and again; what each costs; nothing stays behind.
#include <catch2/catch.hpp>
#include <cstdio>

#include "run.hpp"

using namespace image_builder;
using namespace systems;

namespace {

struct Scale {
  std::uint32_t sips, channels, rounds;
};

// Room for `room`, of which the creator uses `used`.
SystemSpec scale_system(const Scale& used, const Scale& room) {
  SystemSpec system;
  system.contracts = {c1(), bulk(), give()};
  ProgramSpec creator = program("scale");
  creator.groups = kAllGroups;
  creator.arguments = 3;
  creator.creates = {{1, room.sips}};
  creator.memory_limit = 8 << 20;
  creator.endpoint_limit = 2 * room.channels + 2 * room.sips;
  ProgramSpec tiny = program("tiny", {{1, 0, "service"}});
  tiny.memory_limit = 32768;
  tiny.exchange_limit = 0;
  tiny.stack_bytes = 4096;
  system.programs = {creator, tiny};
  system.processes = {{"creator", 0, {used.sips, used.channels, used.rounds}}};
  system.processes_at_once = room.sips + 1;
  system.threads = room.sips + 1;
  system.channels = room.channels + room.sips;
  system.message_bytes = 128ull * system.channels;
  system.memory_bytes = (8ull << 20) + 32768ull * room.sips;
  system.exchange_bytes = 1 << 20;
  return system;
}

std::uint64_t number_after(const Run& run, const std::string& text) {
  const std::size_t at = run.output.find(text);
  REQUIRE(at != std::string::npos);
  return std::stoull(run.output.substr(at + text.size()));
}

Run run_scale(const Scale& used, const Scale& room) {
  const Run run = boot(scale_system(used, room), {.memory = "512", .seconds = 300});
  INFO(run.output);
  REQUIRE(run.status == kSuccess);
  CHECK(run.has(kNoLeaks));
  return run;
}

// Bytes of kernel tables (records, page tables, owner map) that room for one more of something
// takes.
std::uint64_t table_bytes(const Scale& less, const Scale& more) {
  const std::string free = "[creator] pages free at the start ";
  const std::uint64_t count = more.sips - less.sips + more.channels - less.channels;
  return (number_after(run_scale({0, 0, 0}, less), free) -
          number_after(run_scale({0, 0, 0}, more), free)) *
         4096 / count;
}

void report(const Run& run) {
  const std::uint64_t sip = number_after(run, "[creator] bytes of pages for a SIP ");
  const std::uint64_t channel = number_after(run, "[creator] bytes of pages for a channel ");
  const std::uint64_t sip_tables = table_bytes({500, 1000, 0}, {1000, 1000, 0});
  const std::uint64_t channel_tables = table_bytes({100, 50'000, 0}, {100, 100'000, 0});
  std::printf(
      "bytes per SIP: %llu = %llu of its own pages + %llu of the kernel's tables; bytes per "
      "channel: %llu = %llu + %llu\n",
      static_cast<unsigned long long>(sip + sip_tables), static_cast<unsigned long long>(sip),
      static_cast<unsigned long long>(sip_tables),
      static_cast<unsigned long long>(channel + channel_tables),
      static_cast<unsigned long long>(channel), static_cast<unsigned long long>(channel_tables));
  CHECK(sip == 3 * 4096);  // data, stack, start block: text, constants and imports are shared
  CHECK(channel == 0);
}

}  // namespace

TEST_CASE("a hundred SIPs and ten thousand channels, made and taken down three times", "[bare]") {
  run_scale({100, 10'000, 3}, {100, 10'000, 3});
}

TEST_CASE("a thousand SIPs and a hundred thousand channels in 512 MB, ten times", "[.scale]") {
  report(run_scale({1000, 100'000, 10}, {1000, 100'000, 10}));
}
