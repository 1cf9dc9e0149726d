// The manifest of a whole system: its processes, what is bound to what, capacities, and the script
// of a headless run. Schema: docs/manifests.md.
#pragma once
#include <optional>
#include <variant>

#include "diagnostics/diagnostic.hpp"

namespace buildimage {

struct GivenArgument {
  std::string name;
  std::variant<std::int64_t, bool> value;
};

// One [[process]], or one instance of a [[process]] with `instances`.
struct ProcessEntry {
  std::string name;  // of this instance
  std::string sip;   // stem of the .sip file
  std::vector<GivenArgument> arguments;
  std::uint32_t line, column;
};

// A [[process]] with `instances`: NAME stands for NAME-0 … in bindings.
struct ProcessGroup {
  std::string name;
  std::uint32_t first, count;  // among the processes
};

// A [[program]]: in the image, and started by other SIPs only.
struct ProgramEntry {
  std::string sip;
};

struct BindingEntry {
  std::string import_process, import_endpoint;
  std::string export_process, export_endpoint;
  std::uint32_t line, column;
};

inline constexpr std::uint32_t kMostRecords = 1u << 24;  // of one kind

// What the manifest fixes; the rest is computed from the processes' own manifests.
struct CapacityEntry {
  std::optional<std::uint32_t> processes, threads, channels, exchange_blocks, objects, shares;
  std::optional<std::uint64_t> message_bytes, exchange_bytes, memory_bytes;
};

struct SystemManifest {
  std::string name;
  std::optional<std::size_t> verdict;  // index into processes
  std::vector<std::string> script;
  std::vector<ProcessEntry> processes;  // in start order
  std::vector<ProcessGroup> groups;
  std::vector<ProgramEntry> programs;
  std::vector<BindingEntry> bindings;
  std::vector<std::string> unchecked;  // SIPs whose stores sipverify need not find proved
  CapacityEntry capacity;
};

Result<SystemManifest> parse_system_manifest(std::string text, const std::string& file);

}  // namespace buildimage
