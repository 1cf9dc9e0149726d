// From a system manifest to a System: find the .sip files, then run the stages. See system.hpp.
#include "image/system.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

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

// Each distinct SIP once, in order of first use: those that run, then those that only may.
std::vector<std::string> sips_of(const SystemManifest& manifest) {
  std::vector<std::string> names;
  std::set<std::string> known;
  const auto add = [&](const std::string& name) {
    if (known.insert(name).second) names.push_back(name);
  };
  for (const ProcessEntry& process : manifest.processes) add(process.sip);
  for (const ProgramEntry& program : manifest.programs) add(program.sip);
  return names;
}

Result<void> assign_programs(const std::string& file, System& system) {
  for (const std::string& name : sips_of(system.manifest)) {
    if (program_named(system, name)) continue;
    return refuse("BM0401", file, fmt::format("no SIP \"{}\" was given", name),
                  "build it, or add its folder with --sips");
  }
  for (const ProcessEntry& process : system.manifest.processes)
    system.program_of.push_back(*program_named(system, process.sip));
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

}  // namespace

std::optional<std::uint32_t> program_named(const System& system, std::string_view name) {
  const auto found = std::ranges::find(system.programs, name, [](const Program& program) {
    return std::string_view(program.manifest.name);
  });
  if (found == system.programs.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - system.programs.begin());
}

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
  std::vector<Program> programs;
  for (const std::string& name : sips_of(manifest))
    programs.push_back(BUILDIMAGE_TRY(load_program(inputs, name)));
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
  BUILDIMAGE_TRY_VOID(resolve_arguments(file, system));
  BUILDIMAGE_TRY_VOID(set_capacity(file, system));
  return system;
}

}  // namespace buildimage
