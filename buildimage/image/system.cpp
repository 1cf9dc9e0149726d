// From a system manifest to a System: find the .sip files, resolve names to indices, sum up
// capacities.
#include "image/system.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace buildimage {
namespace {

Result<std::filesystem::path> find_sip(const SystemInputs& inputs, const std::string& name) {
  for (const std::filesystem::path& folder : inputs.sip_folders) {
    std::filesystem::path candidate = folder / (name + ".sip");
    std::error_code error;
    if (std::filesystem::exists(candidate, error)) return candidate;
  }
  return refuse("BM0401", inputs.manifest.string(),
                fmt::format("no folder given with --sips holds {}.sip", name),
                "build it, or add its folder with --sips");
}

// With --processes the manifest inside the .sip must be the one in the source tree: a stale .sip is
// found here, not at run time.
Result<void> compare_manifest(const SystemInputs& inputs, const Program& program,
                              const std::filesystem::path& sip) {
  if (inputs.process_folder.empty()) return {};
  const auto path = inputs.process_folder / (program.manifest.name + ".toml");
  const Bytes text = BUILDIMAGE_TRY(read_file(path));
  if (text == program.manifest_text) return {};
  return refuse("BI0307", sip.string(),
                fmt::format("was built with another manifest than {}", path.string()),
                "build the SIP again");
}

Result<Program> load_program(const SystemInputs& inputs, const std::string& name) {
  const auto path = BUILDIMAGE_TRY(find_sip(inputs, name));
  Program program = BUILDIMAGE_TRY(read_program(path));
  if (program.manifest.name != name) {
    return refuse("BI0308", path.string(),
                  fmt::format("its manifest names it \"{}\"", program.manifest.name),
                  "give the file the name of its manifest");
  }
  BUILDIMAGE_TRY_VOID(compare_manifest(inputs, program, path));
  return program;
}

// Each distinct SIP once, in order of first use.
Result<std::vector<Program>> load_programs(const SystemInputs& inputs,
                                           const SystemManifest& manifest) {
  std::vector<Program> programs;
  for (const ProcessEntry& process : manifest.processes) {
    const bool known = std::ranges::any_of(
        programs, [&](const Program& program) { return program.manifest.name == process.sip; });
    if (!known) programs.push_back(BUILDIMAGE_TRY(load_program(inputs, process.sip)));
  }
  return programs;
}

Result<void> assign_programs(const std::string& file, System& system) {
  for (const ProcessEntry& process : system.manifest.processes) {
    const auto found = std::ranges::find(
        system.programs, process.sip, [](const Program& program) { return program.manifest.name; });
    if (found == system.programs.end()) {
      return refuse("BM0401", file, fmt::format("no SIP \"{}\" was given", process.sip),
                    "build it, or add its folder with --sips");
    }
    system.program_of.push_back(static_cast<std::uint32_t>(found - system.programs.begin()));
  }
  return {};
}

void collect_contracts(System& system) {
  for (const Program& program : system.programs) {
    for (const Contract& contract : program.contracts) {
      const bool known = std::ranges::any_of(
          system.contracts, [&](const Contract* other) { return other->hash == contract.hash; });
      if (!known) system.contracts.push_back(&contract);
    }
  }
}

// Finds PROCESS.ENDPOINT; nullopt with a diagnostic when there is none.
std::optional<std::pair<std::uint32_t, std::uint32_t>> resolve(
    const System& system, const BindingEntry& entry, const std::string& file,
    const std::string& process_name, const std::string& endpoint_name, Diagnostics& errors) {
  const auto complain = [&](std::string message, std::string remedy) {
    errors.push_back(
        {"BM0402", file, entry.line, entry.column, std::move(message), std::move(remedy), {}});
  };
  const auto& processes = system.manifest.processes;
  const auto process = std::ranges::find(processes, process_name, &ProcessEntry::name);
  if (process == processes.end()) {
    complain(fmt::format("no process is named \"{}\"", process_name),
             "name one of the [[process]] entries");
    return std::nullopt;
  }
  const auto index = static_cast<std::uint32_t>(process - processes.begin());
  const auto& endpoints = system.programs[system.program_of[index]].manifest.endpoints;
  const auto endpoint = std::ranges::find(endpoints, endpoint_name, &EndpointDeclaration::name);
  if (endpoint == endpoints.end()) {
    complain(fmt::format("the SIP of \"{}\" has no endpoint \"{}\"", process_name, endpoint_name),
             "use a name from its manifest's [[imports]] or [[exports]]");
    return std::nullopt;
  }
  return std::pair(index, static_cast<std::uint32_t>(endpoint - endpoints.begin()));
}

Result<void> resolve_bindings(const std::string& file, System& system) {
  Diagnostics errors;
  for (const BindingEntry& entry : system.manifest.bindings) {
    const auto from =
        resolve(system, entry, file, entry.import_process, entry.import_endpoint, errors);
    const auto to =
        resolve(system, entry, file, entry.export_process, entry.export_endpoint, errors);
    if (from && to) system.bindings.push_back({from->first, from->second, to->first, to->second});
  }
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return {};
}

// The most that the processes together can use; docs/manifests.md, "Capacities", has the reasons.
Capacity sum_of_limits(const System& system) {
  constexpr std::uint64_t kPage = 4096;
  Capacity sum{};
  sum.processes = static_cast<std::uint32_t>(system.program_of.size());
  for (const std::uint32_t index : system.program_of) {
    const Program& program = system.programs[index];
    std::uint64_t channel_bytes = 0;
    for (const Contract& contract : program.contracts)
      channel_bytes = std::max(channel_bytes, contract.message_bytes);
    sum.threads += program.manifest.threads;
    sum.channels += program.manifest.endpoint_limit;
    sum.exchange_blocks += static_cast<std::uint32_t>(program.manifest.exchange_bytes / kPage);
    sum.message_bytes += program.manifest.endpoint_limit * channel_bytes;
    sum.exchange_bytes += program.manifest.exchange_bytes;
    sum.memory_bytes += program.manifest.memory_bytes;
  }
  return sum;
}

void set_capacity(System& system) {
  const CapacityEntry& fixed = system.manifest.capacity;
  Capacity sum = sum_of_limits(system);
  sum.processes = fixed.processes.value_or(sum.processes);
  sum.threads = fixed.threads.value_or(sum.threads);
  sum.channels = fixed.channels.value_or(sum.channels);
  sum.exchange_blocks = fixed.exchange_blocks.value_or(sum.exchange_blocks);
  sum.message_bytes = fixed.message_bytes.value_or(sum.message_bytes);
  sum.exchange_bytes = fixed.exchange_bytes.value_or(sum.exchange_bytes);
  sum.memory_bytes = fixed.memory_bytes.value_or(sum.memory_bytes);
  system.capacity = sum;
}

}  // namespace

std::uint32_t contract_ordinal(const System& system, const Contract& contract) {
  const auto found = std::ranges::find_if(
      system.contracts, [&](const Contract* other) { return other->hash == contract.hash; });
  return static_cast<std::uint32_t>(found - system.contracts.begin());
}

Result<System> load_system(const SystemInputs& inputs) {
  constexpr std::uint64_t kLargestManifest = 1 << 20;
  const std::string file = inputs.manifest.string();
  Bytes text = BUILDIMAGE_TRY(read_file(inputs.manifest, kLargestManifest));
  const SystemManifest manifest =
      BUILDIMAGE_TRY(parse_system_manifest(std::string(text.begin(), text.end()), file));
  auto programs = BUILDIMAGE_TRY(load_programs(inputs, manifest));
  return assemble_system(file, std::move(text), std::move(programs));
}

Result<System> assemble_system(const std::string& file, Bytes manifest_text,
                               std::vector<Program> programs) {
  System system{};
  system.manifest = BUILDIMAGE_TRY(
      parse_system_manifest(std::string(manifest_text.begin(), manifest_text.end()), file));
  system.manifest_text = std::move(manifest_text);
  system.programs = std::move(programs);
  BUILDIMAGE_TRY_VOID(assign_programs(file, system));
  collect_contracts(system);
  BUILDIMAGE_TRY_VOID(resolve_bindings(file, system));
  set_capacity(system);
  return system;
}

}  // namespace buildimage
