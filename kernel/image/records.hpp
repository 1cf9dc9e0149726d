// The system record and the program records of a verified image, as checked views: every count
// fits, every index is in range, every name is a name. Authenticity is VerifiedImage's business;
// these checks hold even for a signed image that a broken tool made.
#pragma once
#include "image/parts.hpp"

namespace kernel {

struct Binding {
  std::uint32_t importer, importer_endpoint, exporter, exporter_endpoint;
};

struct Capacities {
  std::uint32_t processes, threads, channels, blocks;
  std::uint64_t slot_bytes, exchange_bytes, memory_bytes;
};

struct SystemRecord {
  Bytes bytes;
  std::string_view name;
  std::uint32_t process_count = 0, binding_count = 0, verdict = format::kNoProcess,
                contract_count = 0;
  Capacities capacity{};
  std::string_view script;

  std::string_view process_name(std::uint32_t index) const;
  std::uint16_t process_program(std::uint32_t index) const {
    return static_cast<std::uint16_t>(read<std::uint32_t>(bytes, 128 + 64 * index + 32));
  }
  Binding binding(std::uint32_t index) const;
};

enum class Side : std::uint8_t { kImporter = 0, kExporter = 1 };

struct StartEndpoint {
  Side side;
  std::uint32_t contract;  // ordinal among the image's contract tables
  std::uint16_t state;
  std::string_view name;
};

struct PortRange {
  std::uint16_t first, last;
};

struct ProgramRecord {
  Bytes bytes;
  std::string_view name;
  std::uint32_t groups = 0, priority = 0;
  std::uint64_t entry = 0, memory_limit = 0, exchange_limit = 0, stack_bytes = 0;
  std::uint32_t endpoint_limit = 0, thread_limit = 0;
  std::uint32_t endpoint_count = 0, port_range_count = 0, contract_count = 0;

  StartEndpoint endpoint(std::uint32_t index) const;
  PortRange port_range(std::uint32_t index) const;
  std::uint32_t contract(std::uint32_t index) const;

 private:
  std::uint64_t ports_at() const { return 128 + std::uint64_t{48} * endpoint_count; }
  std::uint64_t contracts_at() const { return ports_at() + std::uint64_t{8} * port_range_count; }
};

// How many contract tables the image holds; they start at part 2.
std::uint32_t contract_table_count(const ImageView& view);
Part contract_table_part(const ImageView& view, std::uint32_t ordinal);

Check read_system_record(const ImageView& view, SystemRecord& record);
Check read_program_record(const ImageView& view, std::uint16_t program, ProgramRecord& record);

}  // namespace kernel
