// The stages of the manifest checks, and the summary of who may do what.
#include "system/system.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

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

std::string joined(const std::vector<std::string>& words) {
  return words.empty() ? "-" : fmt::format("{}", fmt::join(words, " "));
}

std::string endpoints_of(const ProcessManifest& manifest, bool exporter) {
  std::vector<std::string> names;
  for (const ManifestEndpoint& endpoint : manifest.endpoints) {
    if (endpoint.exporter == exporter)
      names.push_back(fmt::format("{}:{}", endpoint.name, endpoint.contract));
  }
  return joined(names);
}

// Devices and other SIPs that it may reach. Ports are always told, the rest where there is any.
std::string grants_of(const ProcessManifest& manifest) {
  std::vector<std::string> ports, irqs, ranges, creates;
  for (const ManifestPorts& range : manifest.ports)
    ports.push_back(fmt::format("{:#x}-{:#x}", range.first, range.last));
  for (const ManifestIrq& irq : manifest.irqs) irqs.push_back(fmt::format("{}", irq.line));
  for (const ManifestRange& range : manifest.ranges)
    ranges.push_back(fmt::format("{:#x}-{:#x}", range.address, range.address + range.bytes - 1));
  for (const ManifestCreation& creation : manifest.creates)
    creates.push_back(fmt::format("{}:{}", creation.sip, creation.instances));
  std::string text = fmt::format("ports {}; ", joined(ports));
  if (!irqs.empty()) text += fmt::format("interrupts {}; ", joined(irqs));
  if (!ranges.empty()) text += fmt::format("device memory {}; ", joined(ranges));
  if (manifest.dma != 0) text += fmt::format("DMA {} KiB; ", manifest.dma / 1024);
  if (!creates.empty()) text += fmt::format("creates {}; ", joined(creates));
  return text;
}

}  // namespace

void describe_authority(const CheckedSystem& system, Report& report) {
  for (const auto& program : system.programs) {
    const ProcessManifest& manifest = program->manifest;
    std::vector<std::string> groups;
    for (std::size_t i = 0; i < std::size(kGroupNames); ++i) {
      if ((manifest.groups >> i & 1) != 0) groups.emplace_back(kGroupNames[i]);
    }
    report.note(fmt::format(
        "AUTHORITY {}: calls {}; imports {}; exports {}; {}memory {} KiB; exchange heap {} KiB; {} "
        "endpoints, {} threads, {} objects{}",
        manifest.name, joined(groups), endpoints_of(manifest, false), endpoints_of(manifest, true),
        grants_of(manifest), manifest.memory / 1024, manifest.exchange / 1024,
        manifest.endpoint_limit, manifest.threads, manifest.objects,
        program->test_hooks ? "; TEST HOOKS" : ""));
  }
}

void check_system(const Image& image, const Contracts& contracts, Report& report) {
  report.looked_at(Group::kSystem, fmt::format("{} programs", image.programs.size()));
  CheckedSystem system;
  auto manifest = read_system_manifest(image, report);
  const bool programs_good = read_programs(image, contracts, system, report);
  if (!manifest || !programs_good) return report.stopped(Group::kSystem);
  system.manifest = *std::move(manifest);
  if (!resolve_processes(system, report) || !resolve_bindings(system, report) ||
      !count_instances(system, report))
    return report.stopped(Group::kSystem);
  report.looked_at(Group::kSystem,
                   fmt::format("{} programs, {} processes, {} bindings", system.programs.size(),
                               system.instances.size(), system.bindings.size()));
  check_bindings(system, contracts, report);
  check_resources(system, report);
  check_limits(image, system, report);
  check_system_record(image, system, report);
  describe_authority(system, report);
}

}  // namespace verifier
