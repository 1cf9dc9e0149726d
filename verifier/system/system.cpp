// The stages of the manifest checks, and the summary of who may do what.
#include "system/system.hpp"

#include <fmt/format.h>

namespace verifier {
namespace {

bool read_programs(const Image& image, const Contracts& contracts, CheckedSystem& system,
                   Report& report) {
  bool complete = true;
  for (const ProgramParts& program : image.programs) {
    system.programs.push_back(check_program(image, program, contracts, report));
    complete = complete && system.programs.back().has_value();
  }
  return complete;
}

constexpr std::string_view kGroupNames[] = {
#define GROUP(position, name) #name,
#include "abi/calls.def"
};

std::vector<std::string> endpoints_of(const ProcessManifest& manifest, bool exporter) {
  std::vector<std::string> names;
  for (const ManifestEndpoint& endpoint : manifest.endpoints) {
    if (endpoint.exporter == exporter)
      names.push_back(fmt::format("{}:{}", endpoint.name, endpoint.contract));
  }
  return names;
}

std::vector<std::string> calls_of(const ProcessManifest& manifest) {
  std::vector<std::string> groups;
  for (std::size_t i = 0; i < std::size(kGroupNames); ++i) {
    if ((manifest.groups >> i & 1) != 0) groups.emplace_back(kGroupNames[i]);
  }
  return groups;
}

// Ports are always told, other devices and SIPs that it may create where there are any.
void add_grants(const ProcessManifest& manifest, Authority& authority) {
  std::vector<std::string> ports, irqs, ranges, creates;
  for (const ManifestPorts& range : manifest.ports)
    ports.push_back(fmt::format("{:#x}-{:#x}", range.first, range.last));
  for (const ManifestIrq& irq : manifest.irqs) irqs.push_back(fmt::format("{}", irq.line));
  for (const ManifestRange& range : manifest.ranges)
    ranges.push_back(fmt::format("{:#x}-{:#x}", range.address, range.address + range.bytes - 1));
  for (const ManifestCreation& creation : manifest.creates)
    creates.push_back(fmt::format("{}:{}", creation.sip, creation.instances));
  authority.powers.push_back({"ports", ports, true});
  authority.powers.push_back({"interrupts", irqs, false});
  authority.powers.push_back({"device memory", ranges, false});
  authority.powers.push_back({"creates", creates, false});
}

Authority authority_of(const CheckedProgram& program) {
  const ProcessManifest& manifest = program.manifest;
  Authority authority;
  authority.program = manifest.name;
  authority.test_hooks = program.test_hooks;
  authority.powers = {{"calls", calls_of(manifest), true},
                      {"imports", endpoints_of(manifest, false), true},
                      {"exports", endpoints_of(manifest, true), true}};
  add_grants(manifest, authority);
  authority.amounts = {{"DMA", manifest.dma / 1024, "KiB", false},
                       {"memory", manifest.memory / 1024, "KiB", true},
                       {"exchange heap", manifest.exchange / 1024, "KiB", true},
                       {"endpoints", manifest.endpoint_limit, "", true},
                       {"threads", manifest.threads, "", true},
                       {"objects", manifest.objects, "", true}};
  return authority;
}

}  // namespace

void describe_authority(const CheckedSystem& system, Report& report) {
  for (const auto& program : system.programs) report.grants(authority_of(*program));
}

std::optional<CheckedSystem> check_system(const Image& image, const Contracts& contracts,
                                          Report& report) {
  const auto give_up = [&report]() -> std::optional<CheckedSystem> {
    report.stopped(Group::kSystem);
    return std::nullopt;
  };
  report.looked_at(Group::kSystem, fmt::format("{} programs", image.programs.size()));
  CheckedSystem system;
  auto manifest = read_system_manifest(image, report);
  const bool programs_good = read_programs(image, contracts, system, report);
  if (!manifest || !programs_good) return give_up();
  system.manifest = *std::move(manifest);
  if (!resolve_processes(system, report) || !resolve_bindings(system, report) ||
      !count_instances(system, report))
    return give_up();
  report.looked_at(Group::kSystem,
                   fmt::format("{} programs, {} processes, {} bindings", system.programs.size(),
                               system.instances.size(), system.bindings.size()));
  check_bindings(system, contracts, report);
  check_name_space(system, report);
  check_waiting(system, contracts, report);
  check_deaths(system, report);
  check_supervision(system, report);
  check_resources(system, report);
  check_limits(image, system, report);
  check_system_record(image, system, report);
  describe_authority(system, report);
  return system;
}

}  // namespace verifier
