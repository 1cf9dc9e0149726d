// Bindings: every import has exactly one exporter of the same contract, in the same state, that
// starts earlier.
#include <fmt/format.h>

#include <algorithm>

#include "system/system.hpp"

namespace verifier {
namespace {

const CheckedProgram& program_of(const CheckedSystem& system, std::uint32_t process) {
  return *system.programs[system.instances[process].program];
}

std::uint32_t contract_ordinal(const CheckedSystem& system, EndpointRef ref) {
  const CheckedProgram& program = program_of(system, ref.process);
  const auto& names = program.manifest.contracts;
  const auto found = std::ranges::find(names, program.manifest.endpoints[ref.endpoint].contract);
  return program.contracts[static_cast<std::size_t>(found - names.begin())];
}

void check_pair(const CheckedSystem& system, const BoundPair& pair, const Contracts& contracts,
                Report& report) {
  const std::string place =
      fmt::format("{} to {}", name_of(system, pair.importer), name_of(system, pair.exporter));
  const CheckedProgram& from = program_of(system, pair.importer.process);
  const CheckedProgram& to = program_of(system, pair.exporter.process);
  if (from.manifest.endpoints[pair.importer.endpoint].exporter ||
      !to.manifest.endpoints[pair.exporter.endpoint].exporter) {
    return report.add(214, place, "an import must be bound to an export");
  }
  const Contract& wanted = contract_of(system, contracts, pair.importer);
  const Contract& given = contract_of(system, contracts, pair.exporter);
  if (wanted.hash != given.hash) {
    return report.add(
        215, place,
        fmt::format("{} {} against {} {}", wanted.name, to_hex(wanted.hash).substr(0, 16),
                    given.name, to_hex(given.hash).substr(0, 16)));
  }
  if (from.states[pair.importer.endpoint] != to.states[pair.exporter.endpoint]) {
    report.add(216, place,
               fmt::format("{} against {}", wanted.states[from.states[pair.importer.endpoint]].name,
                           wanted.states[to.states[pair.exporter.endpoint]].name));
  }
  if (pair.exporter.process >= pair.importer.process)
    report.add(217, place, "the exporter does not start before the importer");
}

void check_unique(const CheckedSystem& system, Report& report) {
  std::set<EndpointRef> bound;
  for (const BoundPair& pair : system.bindings) {
    for (const EndpointRef& ref : {pair.importer, pair.exporter}) {
      if (!bound.insert(ref).second)
        report.add(213, name_of(system, ref), "it is bound by two entries");
    }
  }
}

void check_complete(const CheckedSystem& system, Report& report) {
  std::set<EndpointRef> bound;
  for (const BoundPair& pair : system.bindings) bound.insert(pair.importer);
  for (std::uint32_t process = 0; process < system.instances.size(); ++process) {
    const auto& endpoints = program_of(system, process).manifest.endpoints;
    for (std::uint32_t i = 0; i < endpoints.size(); ++i) {
      const EndpointRef ref{process, i};
      if (!endpoints[i].exporter && !bound.contains(ref))
        report.add(212, name_of(system, ref),
                   fmt::format("it imports {}", printable(endpoints[i].contract)));
    }
  }
}

}  // namespace

const ManifestEndpoint& endpoint_of(const CheckedSystem& system, EndpointRef ref) {
  return program_of(system, ref.process).manifest.endpoints[ref.endpoint];
}

std::string name_of(const CheckedSystem& system, EndpointRef ref) {
  return system.instances[ref.process].name + "." + endpoint_of(system, ref).name;
}

const Contract& contract_of(const CheckedSystem& system, const Contracts& contracts,
                            EndpointRef ref) {
  return *contracts[contract_ordinal(system, ref)];
}

void check_bindings(const CheckedSystem& system, const Contracts& contracts, Report& report) {
  for (const BoundPair& pair : system.bindings) check_pair(system, pair, contracts, report);
  check_unique(system, report);
  check_complete(system, report);
}

}  // namespace verifier
