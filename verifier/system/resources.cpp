// What must not be granted twice: I/O ports, interrupt lines and device memory, those of the kernel
// included, and the console.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "system/system.hpp"

namespace verifier {
namespace {

// Ports, lines or addresses, both ends included.
struct Range {
  std::uint64_t first, last;
};

struct KernelRange {
  Range range;
  std::string_view use;
};
constexpr auto kKernelPorts = std::to_array<KernelRange>({{{0x20, 0x21}, "interrupt controller"},
                                                          {{0xa0, 0xa1}, "interrupt controller"},
                                                          {{0x40, 0x43}, "interval timer"},
                                                          {{0x3f8, 0x3ff}, "serial console"},
                                                          {{0xcf8, 0xcff}, "PCI configuration"},
                                                          {{0xf4, 0xf4}, "debug exit"}});
constexpr auto kKernelLines = std::to_array<KernelRange>(
    {{{0, 0}, "interval timer"}, {{2, 2}, "second controller"}, {{4, 4}, "serial console"}});
// Below 256 MiB a machine has memory and, in a hole, what old graphics adapters show. Where memory
// lies above that only the machine knows; there the kernel refuses.
constexpr auto kKernelMemory =
    std::to_array<KernelRange>({{{0, 0x9ffff}, "memory"},
                                {{0x100000, 0xfffffff}, "memory"},
                                {{0xfec00000, 0xfecfffff}, "interrupt controller"},
                                {{0xfee00000, 0xfeefffff}, "interrupt controller"}});

// One kind of resource: how to name a range of it, and which findings it makes.
struct Kind {
  std::string_view format;  // of one range
  unsigned twice, of_kernel;
  std::span<const KernelRange> kernel;
  std::vector<Range> (*ranges_of)(const ProcessManifest&);

  [[nodiscard]] std::string text_of(Range range) const {
    return fmt::format(fmt::runtime(format), range.first, range.last);
  }
};

std::vector<Range> ports_of(const ProcessManifest& manifest) {
  std::vector<Range> ranges;
  for (const ManifestPorts& ports : manifest.ports) ranges.push_back({ports.first, ports.last});
  return ranges;
}

std::vector<Range> lines_of(const ProcessManifest& manifest) {
  std::vector<Range> ranges;
  for (const ManifestIrq& irq : manifest.irqs) ranges.push_back({irq.line, irq.line});
  return ranges;
}

std::vector<Range> memory_of(const ProcessManifest& manifest) {
  std::vector<Range> ranges;
  for (const ManifestRange& range : manifest.ranges)
    ranges.push_back({range.address, range.address + range.bytes - 1});
  return ranges;
}

constexpr auto kKinds =
    std::to_array<Kind>({{"ports {:#x} to {:#x}", 220, 221, kKernelPorts, ports_of},
                         {"interrupt line {}", 223, 225, kKernelLines, lines_of},
                         {"device memory {:#x} to {:#x}", 224, 225, kKernelMemory, memory_of}});

// Who can be alive and hold what its manifest grants: every process of the system, and of each
// program that others create at most two, since two already share everything.
struct Holder {
  std::string name;
  const ProcessManifest* manifest;
};

std::vector<Holder> holders_of(const CheckedSystem& system) {
  std::vector<Holder> holders;
  std::vector<std::uint64_t> created = system.alive;
  for (const Instance& instance : system.instances) {
    --created[instance.program];
    holders.push_back({instance.name, &system.programs[instance.program]->manifest});
  }
  for (std::size_t i = 0; i < created.size(); ++i) {
    const ProcessManifest& manifest = system.programs[i]->manifest;
    for (std::uint64_t n = 0; n < std::min<std::uint64_t>(created[i], 2); ++n)
      holders.push_back({fmt::format("created {}", manifest.name), &manifest});
  }
  return holders;
}

struct Claim {
  std::string_view owner;
  Range range;
};

void check_kernel(const Kind& kind, const std::vector<Claim>& claims, Report& report) {
  for (const Claim& claim : claims) {
    for (const KernelRange& own : kind.kernel) {
      if (claim.range.first <= own.range.last && own.range.first <= claim.range.last)
        report.add(kind.of_kernel, std::string(claim.owner),
                   fmt::format("{}: {}", kind.text_of(claim.range), own.use));
    }
  }
}

// In order of first port, line or address, an overlap is with the range that reaches furthest so
// far.
void check_shared(const Kind& kind, std::vector<Claim> claims, Report& report) {
  std::ranges::sort(claims, {}, [](const Claim& claim) { return claim.range.first; });
  const Claim* furthest = nullptr;
  for (const Claim& claim : claims) {
    if (furthest != nullptr && claim.range.first <= furthest->range.last) {
      report.add(
          kind.twice, fmt::format("{} and {}", furthest->owner, claim.owner),
          fmt::format("{} and {}", kind.text_of(furthest->range), kind.text_of(claim.range)));
    }
    if (furthest == nullptr || claim.range.last > furthest->range.last) furthest = &claim;
  }
}

void check_console(const std::vector<Holder>& holders, Report& report) {
  std::string_view owner;
  for (const Holder& holder : holders) {
    if ((holder.manifest->groups & (1u << kConsoleGroup)) == 0) continue;
    if (!owner.empty())
      report.add(222, fmt::format("{} and {}", owner, holder.name),
                 "both name the ABI group \"console\"");
    owner = holder.name;
  }
}

void check_drivers(const CheckedSystem& system, Report& report) {
  for (const auto& program : system.programs) {
    const ProcessManifest& manifest = program->manifest;
    const bool devices = !manifest.irqs.empty() || !manifest.ranges.empty() || manifest.dma != 0;
    if (devices && manifest.category != kDriver)
      report.add(226, program->parts->name,
                 fmt::format("{} interrupt lines, {} ranges of device memory, {} bytes of DMA",
                             manifest.irqs.size(), manifest.ranges.size(), manifest.dma));
  }
}

}  // namespace

void check_resources(const CheckedSystem& system, Report& report) {
  const std::vector<Holder> holders = holders_of(system);
  for (const Kind& kind : kKinds) {
    std::vector<Claim> claims;
    for (const Holder& holder : holders) {
      for (const Range range : kind.ranges_of(*holder.manifest))
        claims.push_back({holder.name, range});
    }
    check_kernel(kind, claims, report);
    check_shared(kind, std::move(claims), report);
  }
  check_console(holders, report);
  check_drivers(system, report);
}

}  // namespace verifier
