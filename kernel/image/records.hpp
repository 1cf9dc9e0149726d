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
  std::uint32_t objects, shares;
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
  // As many as the process's program takes, a word each.
  std::uint32_t argument_count(std::uint32_t process) const {
    return read<std::uint32_t>(bytes, 128 + std::uint64_t{64} * process + 36);
  }
  // `first`: the sum of the argument counts of the processes before, see first_argument().
  std::uint64_t argument(std::uint64_t first, std::uint32_t index) const {
    return read<std::uint64_t>(bytes, arguments_at() + 8 * (first + index));
  }
  std::uint64_t first_argument(std::uint32_t process) const;

 private:
  std::uint64_t arguments_at() const {
    return 128 + std::uint64_t{64} * process_count + std::uint64_t{16} * binding_count;
  }
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

// A program that another may start, and how many instances it may have at one time.
struct Creation {
  std::uint32_t program, instances;
};

struct DeviceRange {
  std::uint64_t address, bytes;  // physical, whole pages
};

enum class IrqTrigger : std::uint8_t { kEdge = 0, kLevel = 1 };

struct IrqLine {
  std::uint8_t line;
  IrqTrigger trigger;
};

enum class Category : std::uint32_t { kDriver = 1, kServer = 2, kApplication = 3 };

struct ProgramRecord {
  Bytes bytes;
  std::string_view name;
  Category category = Category::kApplication;
  std::uint32_t groups = 0, priority = 0;
  std::uint64_t entry = 0, memory_limit = 0, exchange_limit = 0, stack_bytes = 0;
  std::uint32_t endpoint_limit = 0, thread_limit = 0;
  std::uint32_t endpoint_count = 0, port_range_count = 0, contract_count = 0;
  std::uint32_t cpu_percent = 0;  // of one CPU; 0 = no share
  std::uint32_t watchdog_ms = 0;  // 0 = none
  std::uint32_t object_limit = 0;
  std::uint32_t creates_count = 0, argument_count = 0, irq_count = 0, device_range_count = 0;
  std::uint32_t dma_pages = 0;

  StartEndpoint endpoint(std::uint32_t index) const;
  PortRange port_range(std::uint32_t index) const;
  Creation creates(std::uint32_t index) const;
  DeviceRange device_range(std::uint32_t index) const;
  std::uint32_t contract(std::uint32_t index) const;
  IrqLine irq(std::uint32_t index) const;
  std::uint32_t irq_word(std::uint32_t index) const;  // the same as stored: its upper half is 0
  std::uint64_t used_bytes() const { return irqs_at() + std::uint64_t{4} * irq_count; }

 private:
  std::uint64_t ports_at() const {
    return format::kProgramHeaderBytes + std::uint64_t{48} * endpoint_count;
  }
  std::uint64_t creates_at() const { return ports_at() + std::uint64_t{8} * port_range_count; }
  std::uint64_t ranges_at() const { return creates_at() + std::uint64_t{8} * creates_count; }
  std::uint64_t contracts_at() const {
    return ranges_at() + std::uint64_t{16} * device_range_count;
  }
  std::uint64_t irqs_at() const { return contracts_at() + std::uint64_t{4} * contract_count; }
};

// How many contract tables the image holds; they start at part 2.
std::uint32_t contract_table_count(const ImageView& view);
Part contract_table_part(const ImageView& view, std::uint32_t ordinal);

Check read_system_record(const ImageView& view, SystemRecord& record);
Check read_program_record(const ImageView& view, std::uint16_t program, ProgramRecord& record);

}  // namespace kernel
