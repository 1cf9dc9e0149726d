// A SIP's manifest as the driver needs it: its whole authority, from which the generated C++ types
// are made. The schema is docs/manifests.md.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "base/finding.hpp"

namespace sipc {

enum class Side { kImporter, kExporter };

struct EndpointGrant {
  Side side;
  std::string name;      // C++ member
  std::string contract;  // qualified with dots
  std::string state;     // empty: the contract's initial state
  std::string path;
  Place place;
};

struct PortGrant {
  std::string name;
  std::uint16_t first;
  std::uint16_t last;
};

// Interrupt lines, device ranges and created SIPs: their position in the manifest is how the kernel
// knows them.
struct IndexedGrants {
  std::vector<std::string> irqs, device_ranges, creates;
  std::vector<std::uint64_t> device_bytes;  // of each device range
};

struct Argument {
  std::string name;
  std::string type;  // u64, i64 or bool
};

struct Parameter {
  std::string name;
  std::variant<std::int64_t, bool, std::string> value;
};

struct Manifest {
  std::string text;  // to the byte, as it goes into the .sip
  std::string name;
  std::string category;
  bool collector = false;  // gc = "boehm"
  std::vector<std::string> abi_groups;
  std::vector<EndpointGrant> endpoints;  // imports, then exports: the order of the start block
  std::vector<PortGrant> ports;
  IndexedGrants indexed;
  std::vector<Argument> arguments;          // as written
  std::vector<std::string> made_contracts;  // [contracts] uses
  std::vector<Parameter> parameters;

  // Each contract once, in order of first use: the order of .sip.contracts.
  std::vector<std::string> contracts() const;
};

// BM0001 … BM0013; reports every finding of the file, not only the first.
Result<Manifest> read_manifest(const std::filesystem::path& path);

}  // namespace sipc
