// The manifest of one SIP as buildimage needs it: everything that goes into the program record.
// Schema: docs/manifests.md.
#pragma once
#include <optional>

#include "diagnostics/diagnostic.hpp"

namespace buildimage {

enum class Category : std::uint32_t { kDriver = 1, kServer = 2, kApplication = 3 };

struct EndpointDeclaration {
  enum class Side : std::uint32_t { kImporter = 0, kExporter = 1 };
  Side side;
  std::string name;
  std::string contract;
  std::string state;  // empty = the contract's initial state
};

struct PortRange {
  std::string name;
  std::uint16_t first;
  std::uint16_t last;
};

struct ProcessManifest {
  std::string name;
  Category category;
  std::uint32_t abi_groups = 0;  // bit per group of kernel/abi/calls.def
  std::uint32_t priority;
  std::uint64_t memory_bytes;
  std::uint64_t exchange_bytes;
  std::uint64_t stack_bytes;
  std::uint32_t threads;
  std::uint32_t endpoint_limit;
  std::vector<EndpointDeclaration> endpoints;  // imports, then exports
  std::vector<PortRange> ports;
  std::vector<std::string> contracts;  // names in order of first use: imports, exports, uses
};

// BM01xx: TOML and schema; BM02xx: what the values mean.
Result<ProcessManifest> parse_process_manifest(std::string text, const std::string& file);

}  // namespace buildimage
