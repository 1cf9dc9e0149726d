// What the system manifest's names stand for: processes and their arguments, bindings, and how many
// instances of each program there can be when every SIP creates all that it may.
#include <fmt/format.h>

#include <algorithm>

#include "system/system.hpp"

namespace verifier {
namespace {

constexpr std::uint64_t kMostAlive = 32'000;  // owner ids have 16 bits

std::optional<std::uint32_t> program_named(const CheckedSystem& system, std::string_view name) {
  const auto program = std::ranges::find_if(
      system.programs, [&](const auto& candidate) { return candidate->manifest.name == name; });
  if (program == system.programs.end()) return std::nullopt;
  return static_cast<std::uint32_t>(program - system.programs.begin());
}

bool fits(const ManifestWord& value, ArgumentType type) {
  if (std::holds_alternative<bool>(value)) return type == ArgumentType::kBoolean;
  return type == ArgumentType::kSigned ||
         (type == ArgumentType::kUnsigned && std::get<std::int64_t>(value) >= 0);
}

std::uint64_t bits(const ManifestWord& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? 1 : 0;
  return static_cast<std::uint64_t>(std::get<std::int64_t>(value));
}

// Each declared argument must be given once and with a value of its type, and nothing else.
std::vector<std::uint64_t> check_arguments(const SystemManifest::Process& process,
                                           const ProcessManifest& manifest, Report& report) {
  std::vector<std::uint64_t> words;
  for (const ManifestArgument& declared : manifest.arguments) {
    const auto given = std::ranges::find(process.arguments, declared.name,
                                         &std::pair<std::string, ManifestWord>::first);
    if (given != process.arguments.end() && fits(given->second, declared.type))
      words.push_back(bits(given->second));
    else
      report.add(218, process.name, fmt::format("\"{}\" has no fitting value", declared.name));
  }
  for (const auto& [name, value] : process.arguments) {
    if (std::ranges::find(manifest.arguments, name, &ManifestArgument::name) ==
        manifest.arguments.end())
      report.add(218, process.name, fmt::format("it takes no \"{}\"", printable(name, 40)));
  }
  return words;
}

void check_names(const SystemManifest& manifest, Report& report) {
  std::set<std::string_view> taken;
  const auto take = [&](std::string_view name) {
    if (!taken.insert(name).second)
      report.add(210, "system manifest", fmt::format("two processes are named \"{}\"", name));
  };
  for (const SystemManifest::Process& process : manifest.processes) take(process.name);
  for (const SystemManifest::Group& group : manifest.groups) take(group.name);
}

// The endpoints of one side of a binding: of one process, or of each of a group.
struct Ends {
  std::size_t first, count;
  std::uint32_t endpoint;
};

std::optional<Ends> resolve_ends(const CheckedSystem& system, const std::string& text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string::npos) return std::nullopt;
  const std::string name = text.substr(0, dot);
  Ends ends{0, 1, 0};
  const auto& groups = system.manifest.groups;
  const auto group = std::ranges::find(groups, name, &SystemManifest::Group::name);
  if (group != groups.end()) {
    ends = {group->first, group->count, 0};
  } else {
    const auto instance = std::ranges::find(system.instances, name, &Instance::name);
    if (instance == system.instances.end()) return std::nullopt;
    ends.first = static_cast<std::size_t>(instance - system.instances.begin());
  }
  const auto& endpoints = system.programs[system.instances[ends.first].program]->manifest.endpoints;
  const auto endpoint = std::ranges::find(endpoints, text.substr(dot + 1), &ManifestEndpoint::name);
  if (endpoint == endpoints.end()) return std::nullopt;
  ends.endpoint = static_cast<std::uint32_t>(endpoint - endpoints.begin());
  return ends;
}

// Programs in an order in which each comes after all that create it; shorter than the list of
// programs when some create each other in a circle. `created`: by program, those it creates.
using Creations = std::vector<std::pair<std::uint32_t, std::uint64_t>>;
std::vector<std::uint32_t> creators_first(const std::vector<Creations>& created) {
  std::vector<std::size_t> creators(created.size());
  for (const Creations& list : created) {
    for (const auto& [program, instances] : list) ++creators[program];
  }
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < created.size(); ++i) {
    if (creators[i] == 0) order.push_back(i);
  }
  for (std::size_t next = 0; next < order.size(); ++next) {
    for (const auto& [program, instances] : created[order[next]]) {
      if (--creators[program] == 0) order.push_back(program);
    }
  }
  return order;
}

std::optional<std::vector<Creations>> resolve_creates(const CheckedSystem& system, Report& report) {
  std::vector<Creations> created(system.programs.size());
  bool complete = true;
  for (std::size_t i = 0; i < created.size(); ++i) {
    for (const ManifestCreation& creation : system.programs[i]->manifest.creates) {
      if (const auto program = program_named(system, creation.sip)) {
        created[i].emplace_back(*program, creation.instances);
      } else {
        report.add(234, system.programs[i]->parts->name, fmt::format("\"{}\"", creation.sip));
        complete = false;
      }
    }
  }
  if (!complete) return std::nullopt;
  return created;
}

}  // namespace

bool resolve_processes(CheckedSystem& system, Report& report) {
  check_names(system.manifest, report);
  for (const SystemManifest::Process& process : system.manifest.processes) {
    const auto program = program_named(system, process.sip);
    if (!program) {
      report.add(210, "system manifest", fmt::format("no SIP \"{}\" is in the image", process.sip));
      return false;
    }
    const ProcessManifest& manifest = system.programs[*program]->manifest;
    system.instances.push_back(
        {process.name, *program, check_arguments(process, manifest, report)});
  }
  for (const std::string& sip : system.manifest.programs) {
    if (program_named(system, sip)) continue;
    report.add(210, "system manifest", fmt::format("no SIP \"{}\" is in the image", sip));
    return false;
  }
  return true;
}

bool resolve_bindings(CheckedSystem& system, Report& report) {
  for (const ManifestBinding& binding : system.manifest.bindings) {
    const auto from = resolve_ends(system, binding.from);
    const auto to = resolve_ends(system, binding.to);
    if (!from || !to) {
      report.add(
          211, "system manifest",
          fmt::format("\"{}\" names no endpoint", printable(from ? binding.to : binding.from)));
      return false;
    }
    if (from->count != to->count) {
      report.add(235, "system manifest",
                 fmt::format("{} of \"{}\", {} of \"{}\"", from->count, printable(binding.from),
                             to->count, printable(binding.to)));
      return false;
    }
    for (std::size_t i = 0; i < from->count; ++i) {
      const auto importer = static_cast<std::uint32_t>(from->first + i);
      const auto exporter = static_cast<std::uint32_t>(to->first + i);
      system.bindings.push_back({{importer, from->endpoint}, {exporter, to->endpoint}});
    }
  }
  return true;
}

bool count_instances(CheckedSystem& system, Report& report) {
  const auto created = resolve_creates(system, report);
  if (!created) return false;
  const std::vector<std::uint32_t> order = creators_first(*created);
  if (order.size() != created->size()) {
    for (std::uint32_t i = 0; i < created->size(); ++i) {
      if (std::ranges::find(order, i) != order.end()) continue;
      report.add(219, system.programs[i]->parts->name,
                 "it creates itself over its own [[creates]], or is created by one that does");
    }
    return false;
  }
  system.alive.assign(system.programs.size(), 0);
  for (const Instance& instance : system.instances) ++system.alive[instance.program];
  std::uint64_t sum = 0;
  for (const std::uint32_t creator : order) {
    sum += system.alive[creator];
    if (sum > kMostAlive) {
      report.add(231, "system manifest",
                 fmt::format("more than {} processes could be alive at one time", kMostAlive));
      return false;
    }
    for (const auto& [program, instances] : (*created)[creator])
      system.alive[program] += system.alive[creator] * instances;
  }
  for (std::size_t i = 0; i < system.alive.size(); ++i) {
    if (system.alive[i] == 0)
      report.add(233, system.programs[i]->parts->name, "no process of the system runs it");
  }
  return true;
}

}  // namespace verifier
