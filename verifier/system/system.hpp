// The manifest checks: schema, records re-derived from the texts, and whether the system as a whole
// keeps its promises.
#pragma once
#include "contracts/model.hpp"
#include "system/manifests.hpp"

namespace verifier {

using Contracts = std::vector<std::optional<Contract>>;

// One program with what its manifest grants. Present only when its texts could be read.
struct CheckedProgram {
  const ProgramParts* parts;
  ProcessManifest manifest;
  bool test_hooks;
  std::vector<std::uint32_t> contracts;  // ordinals, in the manifest's order of names
  std::vector<std::uint32_t> states;     // of each endpoint
};

// One process of the system manifest, with its program.
struct Instance {
  std::string name;
  std::uint32_t program;
  std::vector<std::uint64_t> arguments;
};

struct EndpointRef {
  std::uint32_t process, endpoint;
  auto operator<=>(const EndpointRef&) const = default;
};

struct BoundPair {
  EndpointRef importer, exporter;
};

struct CheckedSystem {
  SystemManifest manifest;
  std::vector<std::optional<CheckedProgram>> programs;
  std::vector<Instance> instances;
  std::vector<BoundPair> bindings;
  std::vector<std::uint64_t> alive;  // how many instances of each program there can be at one time
};

// "PROCESS.ENDPOINT", as the manifests write it.
std::string name_of(const CheckedSystem& system, EndpointRef ref);
const ManifestEndpoint& endpoint_of(const CheckedSystem& system, EndpointRef ref);
const Contract& contract_of(const CheckedSystem& system, const Contracts& contracts,
                            EndpointRef ref);

// Findings BV0201 to BV0249. The report gets each program's authority. nullopt: the system could
// not be understood as a whole.
std::optional<CheckedSystem> check_system(const Image& image, const Contracts& contracts,
                                          Report& report);

// Its stages; those that give false found what makes the next ones pointless.
std::optional<CheckedProgram> check_program(const Image& image, const ProgramParts& program,
                                            const Contracts& contracts, Report& report);
bool resolve_processes(CheckedSystem& system, Report& report);
bool resolve_bindings(CheckedSystem& system, Report& report);
bool count_instances(CheckedSystem& system, Report& report);
void check_system_record(const Image& image, const CheckedSystem& system, Report& report);
void check_bindings(const CheckedSystem& system, const Contracts& contracts, Report& report);
void check_resources(const CheckedSystem& system, Report& report);
void check_limits(const Image& image, const CheckedSystem& system, Report& report);
void check_name_space(const CheckedSystem& system, Report& report);
void check_waiting(const CheckedSystem& system, const Contracts& contracts, Report& report);
void check_deaths(const CheckedSystem& system, Report& report);
void check_supervision(const CheckedSystem& system, Report& report);
void describe_authority(const CheckedSystem& system, Report& report);

}  // namespace verifier
