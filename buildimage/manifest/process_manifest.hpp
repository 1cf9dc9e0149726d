// The manifest of one SIP as buildimage needs it: everything that goes into the program record.
// Schema: docs/manifests.md. Read by process_manifest.cpp and, for devices, device_tables.cpp.
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

// A line of the interrupt controller.
struct IrqLine {
  enum class Trigger : std::uint8_t { kEdge = 0, kLevel = 1 };
  std::string name;
  std::uint8_t line;
  Trigger trigger;
};

// Physical addresses of a device's registers, whole pages.
struct DeviceRange {
  std::string name;
  std::uint64_t address, bytes;
};

// A program of the image that the SIP may start, and how many instances it may have at one time.
struct Creation {
  std::string sip;
  std::uint32_t instances;
  std::uint32_t line, column;
};

// A word that whoever creates the process gives it.
struct ArgumentDeclaration {
  enum class Type : std::uint8_t { kU64, kI64, kBool };
  std::string name;
  Type type;
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
  std::uint32_t cpu_percent;                   // of one CPU; 0 = no share
  std::uint32_t watchdog_ms;                   // 0 = none
  std::uint32_t object_limit;                  // mutexes, events, wait sets, IRQ events
  std::uint64_t dma_bytes = 0;                 // of pages that devices may reach
  std::vector<EndpointDeclaration> endpoints;  // imports, then exports
  std::vector<PortRange> ports;
  std::vector<IrqLine> irqs;
  std::vector<DeviceRange> device_ranges;
  std::vector<Creation> creates;
  std::vector<ArgumentDeclaration> arguments;  // as written
  std::vector<std::string> contracts;  // names in order of first use: imports, exports, uses
};

// BM01xx: TOML and schema; BM02xx: what the values mean.
Result<ProcessManifest> parse_process_manifest(std::string text, const std::string& file);

class TableReader;

// The table [io]: BM0205, BM0208 to BM0212.
void read_io(TableReader& root, ProcessManifest& manifest);

// BM0203: a size that is not whole pages.
std::uint64_t read_whole_pages(TableReader& table, std::string_view key, bool required,
                               std::uint64_t fallback);

}  // namespace buildimage
