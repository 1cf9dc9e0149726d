// Manifests as the verifier reads them out of the image: the whole of each process's authority, and
// the wiring of the system.
#pragma once
#include "image/image.hpp"

namespace verifier {

struct ManifestEndpoint {
  bool exporter;
  std::string name, contract, state;  // state empty: the contract's initial one
};

struct ManifestPorts {
  std::uint16_t first, last;
};

struct ProcessManifest {
  std::string name;
  std::uint32_t category = 0, groups = 0, priority = 0, threads = 0, endpoint_limit = 0;
  std::uint64_t memory = 0, exchange = 0, stack = 0;
  std::vector<ManifestEndpoint> endpoints;  // imports, then exports
  std::vector<ManifestPorts> ports;
  std::vector<std::string> contracts;  // in order of first use
};

struct ManifestBinding {
  std::string from, to;  // PROCESS.ENDPOINT of importer and exporter
};

struct ManifestCapacity {
  std::optional<std::uint64_t> processes, threads, channels, exchange_blocks, message_bytes,
      exchange, memory;
};

struct SystemManifest {
  struct Process {
    std::string name, sip;
  };
  std::string name, verdict, script;  // script: lines, each ended by '\n'
  std::vector<Process> processes;
  std::vector<ManifestBinding> bindings;
  ManifestCapacity capacity;
};

inline constexpr std::uint32_t kConsoleGroup = 8;  // bit of group `console` in kernel/abi/calls.def

// nullopt when findings BV0201 to BV0203 were reported.
std::optional<ProcessManifest> read_process_manifest(const ProgramParts& program, Report& report);
std::optional<SystemManifest> read_system_manifest(const Image& image, Report& report);

}  // namespace verifier
