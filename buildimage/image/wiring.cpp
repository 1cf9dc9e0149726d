// Names of a system manifest to what records hold: bindings to pairs of indices, arguments to
// words.
#include <fmt/format.h>

#include <algorithm>

#include "image/system.hpp"

namespace buildimage {
namespace {

// The endpoints that PROCESS.ENDPOINT stands for: one, or one of each instance of a group.
struct Ends {
  std::uint32_t first, count, endpoint;
};

std::optional<Ends> processes_named(const SystemManifest& manifest, const std::string& name) {
  const auto group = std::ranges::find(manifest.groups, name, &ProcessGroup::name);
  if (group != manifest.groups.end()) return Ends{group->first, group->count, 0};
  const auto process = std::ranges::find(manifest.processes, name, &ProcessEntry::name);
  if (process == manifest.processes.end()) return std::nullopt;
  return Ends{static_cast<std::uint32_t>(process - manifest.processes.begin()), 1, 0};
}

// Finds PROCESS.ENDPOINT; nullopt with a diagnostic when there is none.
std::optional<Ends> resolve(const System& system, const BindingEntry& entry,
                            const std::string& file, const std::string& process_name,
                            const std::string& endpoint_name, Diagnostics& errors) {
  const auto complain = [&](std::string message, std::string remedy) {
    errors.push_back(
        {"BM0402", file, entry.line, entry.column, std::move(message), std::move(remedy), {}});
  };
  auto ends = processes_named(system.manifest, process_name);
  if (!ends) {
    complain(fmt::format("no process is named \"{}\"", process_name),
             "name one of the [[process]] entries");
    return std::nullopt;
  }
  const auto& endpoints = system.programs[system.program_of[ends->first]].manifest.endpoints;
  const auto endpoint = std::ranges::find(endpoints, endpoint_name, &EndpointDeclaration::name);
  if (endpoint == endpoints.end()) {
    complain(fmt::format("the SIP of \"{}\" has no endpoint \"{}\"", process_name, endpoint_name),
             "use a name from its manifest's [[imports]] or [[exports]]");
    return std::nullopt;
  }
  ends->endpoint = static_cast<std::uint32_t>(endpoint - endpoints.begin());
  return ends;
}

std::optional<std::uint64_t> word_of(const std::variant<std::int64_t, bool>& value,
                                     ArgumentDeclaration::Type type) {
  using Type = ArgumentDeclaration::Type;
  if (const bool* flag = std::get_if<bool>(&value)) {
    return type == Type::kBool ? std::optional<std::uint64_t>(*flag) : std::nullopt;
  }
  const std::int64_t number = std::get<std::int64_t>(value);
  if (type == Type::kBool || (type == Type::kU64 && number < 0)) return std::nullopt;
  return static_cast<std::uint64_t>(number);
}

// The words of one process in the order of its program's declarations; what does not fit becomes
// an error.
std::vector<std::uint64_t> words_of(const ProcessEntry& process,
                                    const std::vector<ArgumentDeclaration>& declared,
                                    const std::string& file, Diagnostics& errors) {
  const auto complain = [&](std::string message, std::string remedy) {
    errors.push_back(
        {"BM0403", file, process.line, process.column, std::move(message), std::move(remedy), {}});
  };
  std::vector<std::uint64_t> words;
  for (const ArgumentDeclaration& argument : declared) {
    const auto given = std::ranges::find(process.arguments, argument.name, &GivenArgument::name);
    const auto word =
        given == process.arguments.end() ? std::nullopt : word_of(given->value, argument.type);
    if (!word) {
      complain(fmt::format("\"{}\" gets no fitting argument \"{}\"", process.name, argument.name),
               fmt::format("write arguments = {{ {} = … }} with a value of the type that the SIP's "
                           "manifest states",
                           argument.name));
    }
    words.push_back(word.value_or(0));
  }
  for (const GivenArgument& given : process.arguments) {
    if (std::ranges::find(declared, given.name, &ArgumentDeclaration::name) != declared.end())
      continue;
    complain(fmt::format("the SIP of \"{}\" takes no argument \"{}\"", process.name, given.name),
             "remove it, or declare it under [arguments] of the SIP's manifest");
  }
  return words;
}

}  // namespace

Result<void> resolve_bindings(const std::string& file, System& system) {
  Diagnostics errors;
  for (const BindingEntry& entry : system.manifest.bindings) {
    const auto from =
        resolve(system, entry, file, entry.import_process, entry.import_endpoint, errors);
    const auto to =
        resolve(system, entry, file, entry.export_process, entry.export_endpoint, errors);
    if (!from || !to) continue;
    if (from->count != to->count) {
      errors.push_back(
          {"BM0407",
           file,
           entry.line,
           entry.column,
           fmt::format("{} importers are bound to {} exporters", from->count, to->count),
           "bind groups of the same number of instances, or single instances by their "
           "names, as in \"NAME-0.server\"",
           {}});
      continue;
    }
    for (std::uint32_t i = 0; i < from->count; ++i) {
      system.bindings.push_back({from->first + i, from->endpoint, to->first + i, to->endpoint});
    }
  }
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return {};
}

Result<void> resolve_arguments(const std::string& file, System& system) {
  Diagnostics errors;
  const ProcessEntry* last = nullptr;
  for (std::size_t i = 0; i < system.program_of.size(); ++i) {
    const ProcessEntry& process = system.manifest.processes[i];
    // All instances of one [[process]] are given the same, and one error is enough.
    const bool same =
        last != nullptr && last->line == process.line && last->column == process.column;
    const auto& declared = system.programs[system.program_of[i]].manifest.arguments;
    system.arguments.push_back(same ? system.arguments.back()
                                    : words_of(process, declared, file, errors));
    last = &process;
  }
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return {};
}

}  // namespace buildimage
