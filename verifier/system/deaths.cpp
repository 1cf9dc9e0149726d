// What each single death takes along: a process falls when an import that it `needs` closes, and so
// on. No essential process may fall with another.
#include <fmt/format.h>

#include <algorithm>

#include "system/system.hpp"

namespace verifier {
namespace {

using Processes = std::vector<std::uint32_t>;

// By process, those that cannot go on without it.
std::vector<Processes> dependants(const CheckedSystem& system) {
  std::vector<Processes> result(system.instances.size());
  for (const BoundPair& pair : system.bindings) {
    const auto& needs =
        system.programs[system.instances[pair.importer.process].program]->manifest.needs;
    if (std::ranges::find(needs, endpoint_of(system, pair.importer).name) != needs.end())
      result[pair.exporter.process].push_back(pair.importer.process);
  }
  return result;
}

// Who falls with `first`, itself left out.
Processes fallen_with(std::uint32_t first, const std::vector<Processes>& dependants) {
  std::vector<bool> fallen(dependants.size());
  fallen[first] = true;
  Processes order{first};
  for (std::size_t next = 0; next < order.size(); ++next) {
    for (const std::uint32_t process : dependants[order[next]]) {
      if (!fallen[process]) order.push_back(process);
      fallen[process] = true;
    }
  }
  order.erase(order.begin());
  return order;
}

void check_essential_names(const CheckedSystem& system, Report& report) {
  for (const std::string& name : system.manifest.essential) {
    if (std::ranges::find(system.instances, name, &Instance::name) == system.instances.end())
      report.add(240, "system manifest",
                 fmt::format("essential: no process is \"{}\"", printable(name, 40)));
  }
}

}  // namespace

void check_deaths(const CheckedSystem& system, Report& report) {
  check_essential_names(system, report);
  const std::vector<Processes> dependants_of = dependants(system);
  const auto& essential = system.manifest.essential;
  for (std::uint32_t process = 0; process < system.instances.size(); ++process) {
    const Processes fallen = fallen_with(process, dependants_of);
    if (fallen.empty()) continue;
    const std::string& name = system.instances[process].name;
    std::string line = fmt::format("DEATH of {} takes", name);
    for (const std::uint32_t other : fallen) {
      const std::string& victim = system.instances[other].name;
      line += " " + victim;
      if (std::ranges::find(essential, victim) != essential.end())
        report.add(239, victim, fmt::format("it falls with \"{}\"", name));
    }
    report.note(line);
  }
}

}  // namespace verifier
