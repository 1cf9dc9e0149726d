// Manifests as the verifier reads them out of the image: the whole of each process's authority, and
// the wiring of the system.
#pragma once
#include <set>
#include <variant>

#include "image/image.hpp"

namespace verifier {

struct ManifestEndpoint {
  bool exporter;
  std::string name, contract, state;  // state empty: the contract's initial one
  std::string path;                   // of an import, a pattern; empty: anywhere
  // Other endpoints of the SIP that it goes on serving while it waits at this one; nullopt: none at
  // an import, all at an export that is between two conversations.
  std::optional<std::vector<std::string>> serves;
};

struct ManifestPorts {
  std::uint16_t first, last;
};

struct ManifestIrq {
  std::uint8_t line;
  bool level;  // triggered by level, not by edge
};

struct ManifestRange {
  std::uint64_t address, bytes;
};

struct ManifestCreation {
  std::string sip;
  std::uint32_t instances;
};

enum class ArgumentType : std::uint8_t { kUnsigned, kSigned, kBoolean };

struct ManifestArgument {
  std::string name;
  ArgumentType type;
};

inline constexpr std::uint32_t kDriver = 1;  // category

enum class Restart : std::uint8_t { kNever, kFailure, kAlways };

struct ManifestSupervision {
  std::uint32_t heartbeat_ms = 0;  // 0: none
  Restart restart = Restart::kNever;
  std::uint32_t backoff_ms = 100;  // before each restart
};

struct ProcessManifest {
  std::string name;
  std::uint32_t category = 0, groups = 0, priority = 0, threads = 0, endpoint_limit = 0;
  std::uint32_t objects = 0, cpu_percent = 0, watchdog_ms = 0;
  std::uint64_t memory = 0, exchange = 0, stack = 0, dma = 0;
  bool collector = false;
  std::vector<ManifestEndpoint> endpoints;  // imports, then exports
  std::vector<ManifestPorts> ports;
  std::vector<ManifestIrq> irqs;
  std::vector<ManifestRange> ranges;
  std::vector<ManifestCreation> creates;
  std::vector<ManifestArgument> arguments;  // as written
  std::vector<std::string> contracts;       // in order of first use
  ManifestSupervision supervision;
  std::vector<std::string> needs;  // imports without which it cannot go on
};

struct ManifestBinding {
  std::string from, to;  // PROCESS.ENDPOINT of importer and exporter
};

// A circle of processes that could wait for each other, and why they never do.
struct ManifestCycle {
  std::set<std::string> through;  // PROCESS.ENDPOINT at which each waits
  std::string reason;
};

struct ManifestCapacity {
  std::optional<std::uint64_t> processes, threads, channels, exchange_blocks, objects, shares,
      message_bytes, exchange, memory;
};

using ManifestWord = std::variant<std::int64_t, bool>;

struct SystemManifest {
  struct Process {
    std::string name, sip;
    std::vector<std::pair<std::string, ManifestWord>> arguments;
  };
  // A [[process]] with `instances`, which became `count` processes.
  struct Group {
    std::string name;
    std::size_t first, count;
  };
  std::string name, verdict, script;  // script: lines, each ended by '\n'
  std::vector<Process> processes;
  std::vector<Group> groups;
  std::vector<std::string> programs;  // in the image, started by others only
  std::vector<ManifestBinding> bindings;
  std::vector<ManifestCycle> cycles;
  std::vector<std::string> essential;  // processes that no death of another may take along
  std::set<std::string, std::less<>> unchecked;  // programs whose stores need not be proved
  ManifestCapacity capacity;
};

inline constexpr std::uint32_t kConsoleGroup = 8;  // bit of group `console` in kernel/abi/calls.def

inline constexpr std::uint64_t kMostRecords = std::uint64_t{1} << 24;  // in one pool

class TomlWalk;

// The schema of a process manifest, for read_process_manifest().
void walk_process(TomlWalk& top, ProcessManifest& manifest);

// nullopt when findings BV0201 to BV0203 were reported.
std::optional<ProcessManifest> read_process_manifest(const ProgramParts& program, Report& report);
std::optional<SystemManifest> read_system_manifest(const Image& image, Report& report);

}  // namespace verifier
