// Does everything fit: each program into its own limits, the sum of all limits into the kernel's
// capacities.
#include <fmt/format.h>

#include <algorithm>

#include "system/expected_record.hpp"
#include "system/system.hpp"

namespace verifier {
namespace {

// Messages lie in cells of the kernel's pool: docs/manifests.md, "Capacities".
constexpr std::uint64_t kCellBytes = 64, kCellPayload = 56;
constexpr std::uint32_t kMostStartEndpoints = 128;  // abi::kMaxStartEndpoints

// The upper half of a window, less some pages for the start block and guards.
constexpr std::uint64_t kStackRoom = std::uint64_t{127} << 20;

struct Needs {
  std::uint64_t processes = 0, threads = 0, channels = 0, exchange_blocks = 0, objects = 0,
                message_bytes = 0, exchange = 0, memory = 0;
};

std::uint64_t direction_bytes(std::uint64_t bound, std::uint64_t slot) {
  const std::uint64_t cells = slot <= kCellPayload ? 1 : (slot + kCellPayload - 1) / kCellPayload;
  return bound * cells * kCellBytes;
}

// All messages of one channel of the contract, by its table, which was compared with its text.
std::uint64_t channel_bytes(View table) {
  return direction_bytes(table.u16(52), table.u32(56)) +
         direction_bytes(table.u16(54), table.u32(60));
}

// Every channel has an end that some process holds, so the sum of endpoint limits bounds the
// channels; each may be of the process's largest contract. Exchange blocks are whole pages.
Needs needs_of(const Image& image, const CheckedSystem& system) {
  Needs needs;
  for (std::size_t i = 0; i < system.programs.size(); ++i) {
    const CheckedProgram& program = *system.programs[i];
    const std::uint64_t alive = system.alive[i];
    std::uint64_t largest = 0;
    for (const std::uint32_t ordinal : program.contracts)
      largest = std::max(largest, channel_bytes(image.contracts[ordinal].table.bytes));
    needs.processes += alive;
    needs.threads += alive * program.manifest.threads;
    needs.channels += alive * program.manifest.endpoint_limit;
    needs.exchange_blocks += alive * (program.manifest.exchange / kPage);
    needs.objects += alive * program.manifest.objects;
    needs.message_bytes += alive * program.manifest.endpoint_limit * largest;
    needs.exchange += alive * program.manifest.exchange;
    needs.memory += alive * (program.manifest.memory + program.manifest.dma);
  }
  return needs;
}

struct Capacity {
  std::string_view name;
  std::uint64_t needed;
  std::optional<std::uint64_t> fixed;
  unsigned width;
  [[nodiscard]] std::uint64_t value() const { return fixed.value_or(needed); }
};

std::array<Capacity, 9> capacities(const Image& image, const CheckedSystem& system) {
  const Needs needs = needs_of(image, system);
  const ManifestCapacity& fixed = system.manifest.capacity;
  const std::uint64_t blocks = fixed.exchange_blocks.value_or(needs.exchange_blocks);
  return {{{"processes", needs.processes, fixed.processes, 4},
           {"threads", needs.threads, fixed.threads, 4},
           {"channels", needs.channels, fixed.channels, 4},
           {"exchange blocks", needs.exchange_blocks, fixed.exchange_blocks, 4},
           {"message slot bytes", needs.message_bytes, fixed.message_bytes, 8},
           {"exchange heap bytes", needs.exchange, fixed.exchange, 8},
           {"SIP memory bytes", needs.memory, fixed.memory, 8},
           {"objects", needs.objects, fixed.objects, 4},
           {"shares", 0, fixed.shares.value_or(blocks), 4}}};
}

void check_program_fits(const CheckedProgram& program, Report& report) {
  const ProcessManifest& manifest = program.manifest;
  std::uint64_t bytes = kPage + manifest.threads * manifest.stack;  // the start block, then stacks
  for (const Part* part : program.parts->segments())
    bytes += (part->memory_size + kPage - 1) / kPage * kPage;
  if (bytes > manifest.memory)
    report.add(230, program.parts->name,
               fmt::format("segments, stacks and start block need {} bytes, the limit is {}", bytes,
                           manifest.memory));
  // Below each of a thread's two stacks lies an unmapped page.
  if (manifest.threads * (manifest.stack + 2 * kPage) > kStackRoom) {
    report.add(230, program.parts->name,
               fmt::format("stacks of {} bytes each for {} threads exceed {} bytes", manifest.stack,
                           manifest.threads, kStackRoom));
  }
  const std::size_t endpoints = manifest.endpoints.size();
  if (endpoints > manifest.endpoint_limit || endpoints > kMostStartEndpoints)
    report.add(232, program.parts->name,
               fmt::format("it starts with {} endpoints, the limit is {}", endpoints,
                           std::min(manifest.endpoint_limit, kMostStartEndpoints)));
}

// What all manifests together can use, of what the kernel sets aside.
void describe_sums(const std::array<Capacity, 9>& sums, Report& report) {
  std::string line = "SUMS";
  for (const Capacity& sum : sums)
    line +=
        fmt::format("{} {} {} of {}", line == "SUMS" ? "" : ";", sum.name, sum.needed, sum.value());
  report.note(line);
}

}  // namespace

void check_limits(const Image& image, const CheckedSystem& system, Report& report) {
  for (const auto& program : system.programs) check_program_fits(*program, report);
  const auto sums = capacities(image, system);
  describe_sums(sums, report);
  for (const Capacity& capacity : sums) {
    if (capacity.width == 4 && capacity.value() > kMostRecords)
      report.add(231, "system manifest, [capacity]",
                 fmt::format("{}: {}, but {} records are the most", capacity.name, capacity.value(),
                             kMostRecords));
    if (capacity.value() < capacity.needed)
      report.add(
          231, "system manifest, [capacity]",
          fmt::format("{}: {} given, {} needed", capacity.name, capacity.value(), capacity.needed));
  }
}

void check_system_record(const Image& image, const CheckedSystem& system, Report& report) {
  const SystemManifest& manifest = system.manifest;
  const auto verdict = std::ranges::find(system.instances, manifest.verdict, &Instance::name);
  if (!manifest.verdict.empty() && verdict == system.instances.end())
    report.add(210, "system manifest",
               fmt::format("verdict \"{}\" names no process", printable(manifest.verdict)));
  const std::uint64_t verdict_index =
      verdict == system.instances.end()
          ? 0xffffffff
          : static_cast<std::uint64_t>(verdict - system.instances.begin());
  ExpectedRecord record;
  record.text("BKSYS002", 8, "magic")
      .number(0, 4, "record size")
      .number(system.instances.size(), 4, "process count")
      .text(manifest.name, 32, "name");
  record.number(system.bindings.size(), 4, "binding count")
      .number(manifest.script.size(), 4, "script bytes")
      .number(verdict_index, 4, "verdict process");
  record.number(image.contracts.size(), 4, "contract count");
  for (const Capacity& capacity : capacities(image, system))
    record.number(capacity.value(), capacity.width, fmt::format("capacity: {}", capacity.name));
  record.zeros(16);
  for (const Instance& instance : system.instances)
    record.text(instance.name, 32, "process name")
        .number(instance.program, 4, "process program")
        .number(instance.arguments.size(), 4, "argument count")
        .zeros(24);
  for (const BoundPair& pair : system.bindings) {
    record.number(pair.importer.process, 4, "importing process")
        .number(pair.importer.endpoint, 4, "importing endpoint");
    record.number(pair.exporter.process, 4, "exporting process")
        .number(pair.exporter.endpoint, 4, "exporting endpoint");
  }
  for (const Instance& instance : system.instances) {
    for (const std::uint64_t word : instance.arguments)
      record.number(word, 8, "argument of " + instance.name);
  }
  record.text(manifest.script, manifest.script.size(), "script");
  record.set_size();
  if (const auto difference = record.difference(image.system_record.bytes))
    report.add(205, "system record", *difference);
}

}  // namespace verifier
