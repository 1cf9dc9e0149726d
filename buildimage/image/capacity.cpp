// How many instances of each program can be alive at one time, and what they can use together:
// docs/manifests.md, "Capacities", has the reasons.
#include <fmt/format.h>

#include <algorithm>

#include "image/system.hpp"

namespace buildimage {
namespace {

constexpr std::uint64_t kPage = 4096;
constexpr std::uint64_t kCell = 64;
constexpr std::uint64_t kMostAlive = 32'000;  // owner ids have 16 bits

// An error at a [[creates]] of the program's manifest.
std::unexpected<Diagnostics> refuse_creation(const Program& program, const Creation& creation,
                                             std::string number, std::string message,
                                             std::string remedy) {
  return std::unexpected(Diagnostics{{std::move(number),
                                      program.manifest.name + "(.sip.manifest)",
                                      creation.line,
                                      creation.column,
                                      std::move(message),
                                      std::move(remedy),
                                      {}}});
}

// Counts instances along [[creates]], creators before what they create. A program that is reached
// while it is being ordered would create itself in the end.
class InstanceCounter {
 public:
  explicit InstanceCounter(const System& system)
      : system_(system), visit_(system.programs.size(), Visit::kNotYet) {}

  Result<std::vector<std::uint64_t>> count(const std::string& file) {
    for (std::uint32_t i = 0; i < system_.programs.size(); ++i) {
      if (visit_[i] == Visit::kNotYet) BUILDIMAGE_TRY_VOID(order(i));
    }
    std::vector<std::uint64_t> alive(system_.programs.size());
    for (const std::uint32_t program : system_.program_of) ++alive[program];
    std::uint64_t sum = 0;
    for (auto creator = last_first_.rbegin(); creator != last_first_.rend(); ++creator) {
      sum += alive[*creator];
      if (sum > kMostAlive) {
        return refuse("BM0406", file,
                      fmt::format("more than {} processes could be alive at one time", kMostAlive),
                      "lower `instances` of some [[creates]] or [[process]]");
      }
      for (const Creation& creation : system_.programs[*creator].manifest.creates)
        alive[*program_named(system_, creation.sip)] += alive[*creator] * creation.instances;
    }
    return alive;
  }

 private:
  enum class Visit : std::uint8_t { kNotYet, kUnderWay, kDone };

  Result<void> order(std::uint32_t index) {
    const Program& program = system_.programs[index];
    visit_[index] = Visit::kUnderWay;
    for (const Creation& creation : program.manifest.creates) {
      const auto created = program_named(system_, creation.sip);
      if (!created) {
        return refuse_creation(
            program, creation, "BM0404",
            fmt::format("creates \"{}\", which is not in the image", creation.sip),
            fmt::format("add [[program]] sip = \"{}\" to the system", creation.sip));
      }
      if (visit_[*created] == Visit::kUnderWay) {
        return refuse_creation(
            program, creation, "BM0405",
            fmt::format("creates \"{}\", by which it is created", creation.sip),
            "remove one [[creates]] of the circle: nothing would bound the number of processes");
      }
      if (visit_[*created] == Visit::kNotYet) BUILDIMAGE_TRY_VOID(order(*created));
    }
    visit_[index] = Visit::kDone;
    last_first_.push_back(index);
    return {};
  }

  const System& system_;
  std::vector<Visit> visit_;
  std::vector<std::uint32_t> last_first_;
};

// Like Capacity, with room for any sum.
struct Sums {
  std::uint64_t processes = 0, threads = 0, channels = 0, exchange_blocks = 0, objects = 0;
  std::uint64_t message_bytes = 0, exchange_bytes = 0, memory_bytes = 0;
};

void add_instances(const Program& program, std::uint64_t count, Sums& sums) {
  const ProcessManifest& manifest = program.manifest;
  std::uint64_t cells = 0;
  for (const Contract& contract : program.contracts) cells = std::max(cells, contract.cells);
  sums.processes += count;
  sums.threads += count * manifest.threads;
  sums.channels += count * manifest.endpoint_limit;
  sums.exchange_blocks += count * (manifest.exchange_bytes / kPage);
  sums.objects += count * manifest.object_limit;
  sums.message_bytes += count * manifest.endpoint_limit * cells * kCell;
  sums.exchange_bytes += count * manifest.exchange_bytes;
  sums.memory_bytes += count * (manifest.memory_bytes + manifest.dma_bytes);
}

}  // namespace

Result<void> set_capacity(const std::string& file, System& system) {
  const std::vector<std::uint64_t> alive = BUILDIMAGE_TRY(InstanceCounter(system).count(file));
  Sums sums;
  for (std::size_t i = 0; i < alive.size(); ++i) add_instances(system.programs[i], alive[i], sums);
  if (std::max({sums.threads, sums.channels, sums.exchange_blocks, sums.objects}) > kMostRecords) {
    return refuse(
        "BM0406", file,
        fmt::format("the processes could use more than {} records of one kind: {} threads, "
                    "{} channels, {} exchange blocks, {} objects",
                    kMostRecords, sums.threads, sums.channels, sums.exchange_blocks, sums.objects),
        "lower limits in the SIPs' manifests");
  }
  const CapacityEntry& fixed = system.manifest.capacity;
  const auto count = [](std::optional<std::uint32_t> given, std::uint64_t sum) {
    return given.value_or(static_cast<std::uint32_t>(sum));
  };
  const std::uint32_t blocks = count(fixed.exchange_blocks, sums.exchange_blocks);
  system.capacity = {.processes = count(fixed.processes, sums.processes),
                     .threads = count(fixed.threads, sums.threads),
                     .channels = count(fixed.channels, sums.channels),
                     .exchange_blocks = blocks,
                     .objects = count(fixed.objects, sums.objects),
                     .shares = fixed.shares.value_or(blocks),
                     .message_bytes = fixed.message_bytes.value_or(sums.message_bytes),
                     .exchange_bytes = fixed.exchange_bytes.value_or(sums.exchange_bytes),
                     .memory_bytes = fixed.memory_bytes.value_or(sums.memory_bytes)};
  return {};
}

}  // namespace buildimage
