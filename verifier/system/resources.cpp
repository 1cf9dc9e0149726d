// What must not be granted twice: I/O ports, those of the kernel included, and the console.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "system/system.hpp"

namespace verifier {
namespace {

struct KernelPorts {
  std::uint16_t first, last;
  std::string_view use;
};
constexpr auto kKernelPorts = std::to_array<KernelPorts>({{0x20, 0x21, "interrupt controller"},
                                                          {0xa0, 0xa1, "interrupt controller"},
                                                          {0x40, 0x43, "interval timer"},
                                                          {0x3f8, 0x3ff, "serial console"},
                                                          {0xcf8, 0xcff, "PCI configuration"},
                                                          {0xf4, 0xf4, "debug exit"}});

struct Claim {
  std::string owner;
  ManifestPorts ports;
};

bool overlap(std::uint16_t first, std::uint16_t last, ManifestPorts ports) {
  return ports.first <= last && first <= ports.last;
}

std::vector<Claim> claims_of(const CheckedSystem& system) {
  std::vector<Claim> claims;
  for (const Instance& instance : system.instances) {
    for (const ManifestPorts& ports : system.programs[instance.program]->manifest.ports)
      claims.push_back({instance.name, ports});
  }
  return claims;
}

std::string text_of(ManifestPorts ports) {
  return fmt::format("ports {:#x} to {:#x}", ports.first, ports.last);
}

// In order of first port, an overlap is with the range that reaches furthest so far.
void check_shared(std::vector<Claim> claims, Report& report) {
  std::ranges::sort(claims, {}, [](const Claim& claim) { return claim.ports.first; });
  const Claim* furthest = nullptr;
  for (const Claim& claim : claims) {
    if (furthest != nullptr && claim.ports.first <= furthest->ports.last) {
      report.add(220, fmt::format("{} and {}", furthest->owner, claim.owner),
                 fmt::format("{} and {}", text_of(furthest->ports), text_of(claim.ports)));
    }
    if (furthest == nullptr || claim.ports.last > furthest->ports.last) furthest = &claim;
  }
}

void check_ports(const CheckedSystem& system, Report& report) {
  const std::vector<Claim> claims = claims_of(system);
  for (const Claim& claim : claims) {
    for (const KernelPorts& own : kKernelPorts) {
      if (overlap(own.first, own.last, claim.ports))
        report.add(221, claim.owner, fmt::format("{}: {}", text_of(claim.ports), own.use));
    }
  }
  check_shared(claims, report);
}

}  // namespace

void check_resources(const CheckedSystem& system, Report& report) {
  check_ports(system, report);
  std::string console_owner;
  for (const Instance& instance : system.instances) {
    if ((system.programs[instance.program]->manifest.groups & (1u << kConsoleGroup)) == 0) continue;
    if (!console_owner.empty())
      report.add(222, fmt::format("{} and {}", console_owner, instance.name),
                 "both name the ABI group \"console\"");
    console_owner = instance.name;
  }
}

}  // namespace verifier
