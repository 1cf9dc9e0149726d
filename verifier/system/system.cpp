// The stages of the manifest checks, and the summary of who may do what.
#include "system/system.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace verifier {
namespace {

bool read_programs(const Image& image, const Contracts& contracts, CheckedSystem& system,
                   Report& report) {
  bool complete = true;
  for (const ProgramParts& program : image.programs) {
    system.programs.push_back(check_program(program, contracts, report));
    complete = complete && system.programs.back().has_value();
  }
  return complete;
}

bool resolve_processes(CheckedSystem& system, Report& report) {
  std::vector<bool> used(system.programs.size());
  for (const SystemManifest::Process& process : system.manifest.processes) {
    if (std::ranges::find(system.instances, process.name, &Instance::name) !=
        system.instances.end())
      report.add(210, "system manifest",
                 fmt::format("two processes are named \"{}\"", process.name));
    const auto program = std::ranges::find_if(system.programs, [&](const auto& candidate) {
      return candidate->manifest.name == process.sip;
    });
    if (program == system.programs.end()) {
      report.add(210, "system manifest", fmt::format("no SIP \"{}\" is in the image", process.sip));
      return false;
    }
    const auto index = static_cast<std::uint32_t>(program - system.programs.begin());
    used[index] = true;
    system.instances.push_back({process.name, index});
  }
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (!used[i])
      report.add(233, system.programs[i]->parts->name, "no process of the system runs it");
  }
  return true;
}

std::optional<EndpointRef> resolve_endpoint(const CheckedSystem& system, const std::string& text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string::npos) return std::nullopt;
  const auto instance = std::ranges::find(system.instances, text.substr(0, dot), &Instance::name);
  if (instance == system.instances.end()) return std::nullopt;
  const auto& endpoints = system.programs[instance->program]->manifest.endpoints;
  const auto endpoint = std::ranges::find(endpoints, text.substr(dot + 1), &ManifestEndpoint::name);
  if (endpoint == endpoints.end()) return std::nullopt;
  return EndpointRef{static_cast<std::uint32_t>(instance - system.instances.begin()),
                     static_cast<std::uint32_t>(endpoint - endpoints.begin())};
}

bool resolve_bindings(CheckedSystem& system, Report& report) {
  for (const ManifestBinding& binding : system.manifest.bindings) {
    const auto from = resolve_endpoint(system, binding.from);
    const auto to = resolve_endpoint(system, binding.to);
    if (!from || !to) {
      report.add(
          211, "system manifest",
          fmt::format("\"{}\" names no endpoint", printable(from ? binding.to : binding.from)));
      return false;
    }
    system.bindings.push_back({*from, *to});
  }
  return true;
}

constexpr std::string_view kGroupNames[] = {
#define GROUP(position, name) #name,
#include "abi/calls.def"
};

std::string endpoints_of(const ProcessManifest& manifest, bool exporter) {
  std::vector<std::string> names;
  for (const ManifestEndpoint& endpoint : manifest.endpoints) {
    if (endpoint.exporter == exporter)
      names.push_back(fmt::format("{}:{}", endpoint.name, endpoint.contract));
  }
  return names.empty() ? "-" : fmt::format("{}", fmt::join(names, " "));
}

}  // namespace

void describe_authority(const CheckedSystem& system, Report& report) {
  for (const auto& program : system.programs) {
    const ProcessManifest& manifest = program->manifest;
    std::vector<std::string> groups, ports;
    for (std::size_t i = 0; i < std::size(kGroupNames); ++i) {
      if ((manifest.groups >> i & 1) != 0) groups.emplace_back(kGroupNames[i]);
    }
    for (const ManifestPorts& range : manifest.ports)
      ports.push_back(fmt::format("{:#x}-{:#x}", range.first, range.last));
    report.note(
        fmt::format("AUTHORITY {}: calls {}; imports {}; exports {}; ports {}; memory {} KiB; "
                    "exchange heap {} KiB; {} endpoints, {} threads{}",
                    manifest.name, groups.empty() ? "-" : fmt::format("{}", fmt::join(groups, " ")),
                    endpoints_of(manifest, false), endpoints_of(manifest, true),
                    ports.empty() ? "-" : fmt::format("{}", fmt::join(ports, " ")),
                    manifest.memory / 1024, manifest.exchange / 1024, manifest.endpoint_limit,
                    manifest.threads, program->test_hooks ? "; TEST HOOKS" : ""));
  }
}

void check_system(const Image& image, const Contracts& contracts, Report& report) {
  report.looked_at(Group::kSystem, fmt::format("{} programs", image.programs.size()));
  CheckedSystem system;
  auto manifest = read_system_manifest(image, report);
  const bool programs_good = read_programs(image, contracts, system, report);
  if (!manifest || !programs_good) return report.stopped(Group::kSystem);
  system.manifest = *std::move(manifest);
  if (!resolve_processes(system, report) || !resolve_bindings(system, report))
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
