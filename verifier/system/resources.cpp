// What must not be granted twice: I/O ports, those of the kernel included, and the console.
#include <fmt/format.h>

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

void check_ports(const CheckedSystem& system, Report& report) {
  const std::vector<Claim> claims = claims_of(system);
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const ManifestPorts ports = claims[i].ports;
    for (const KernelPorts& own : kKernelPorts) {
      if (overlap(own.first, own.last, ports))
        report.add(221, claims[i].owner,
                   fmt::format("ports {:#x} to {:#x}: {}", ports.first, ports.last, own.use));
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (overlap(claims[j].ports.first, claims[j].ports.last, ports)) {
        report.add(220, fmt::format("{} and {}", claims[j].owner, claims[i].owner),
                   fmt::format("ports {:#x} to {:#x} and {:#x} to {:#x}", claims[j].ports.first,
                               claims[j].ports.last, ports.first, ports.last));
      }
    }
  }
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
