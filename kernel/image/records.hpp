// The system record and the program records of a verified image, as checked views: every count
// fits, every index is in range, every name is a name. Authenticity is VerifiedImage's business;
// these checks hold even for a signed image that a broken tool made.
#pragma once
#include <array>

#include "base/text.hpp"
#include "base/trusted/bytes.hpp"
#include "image/parts.hpp"

namespace kernel {

// Zero-padded names in records: at least one character, printable, nothing after the padding
// starts.

inline hal::LastingText padded_name(ImageBytes field) {
  return name_text(as_text(field));
}

inline bool is_padded_name(Bytes field) {
  const std::string_view name = name_text(as_text(field));
  if (name.empty() || name.size() == field.size() || !all_zero(field.subspan(name.size())))
    return false;
  for (const char character : name) {
    if (character <= ' ' || character > '~') return false;
  }
  return true;
}

enum class Side : std::uint8_t { kImporter = 0, kExporter = 1 };

struct Binding {
  std::uint32_t importer, importer_endpoint, exporter, exporter_endpoint;
};

struct Capacities {
  std::uint32_t processes, threads, channels, blocks;
  std::uint64_t slot_bytes, exchange_bytes, memory_bytes;
  std::uint32_t objects, shares;
};

// The heads of the records and their entries are structures as docs/formats/image.md lays them
// out; what follows a head is reached by the members of the records below.
struct SystemHeader {
  std::uint64_t magic;
  std::uint32_t size, process_count;
  std::array<std::byte, 32> name_field;
  std::uint32_t binding_count, script_bytes, verdict, contract_count;
  Capacities capacity;
  std::array<std::byte, 16> zero;
};
static_assert(sizeof(SystemHeader) == 128);

struct ProcessEntry {
  std::array<std::byte, 32> name;
  std::uint32_t program, argument_count;
  std::array<std::byte, 24> zero;
};
static_assert(sizeof(ProcessEntry) == 64);

struct SystemRecord : SystemHeader {
  ImageBytes bytes;
  hal::LastingText name, script;

  ProcessEntry process(std::uint32_t index) const {
    return read<ProcessEntry>(bytes, sizeof(SystemHeader) + sizeof(ProcessEntry) * index);
  }
  hal::LastingText process_name(std::uint32_t index) const;
  std::uint16_t process_program(std::uint32_t index) const {
    return static_cast<std::uint16_t>(process(index).program);
  }
  Binding binding(std::uint32_t index) const {
    return read<Binding>(bytes, bindings_at() + sizeof(Binding) * index);
  }
  // How many bindings name that start endpoint of that process.
  std::uint32_t bindings_of(std::uint32_t process, std::uint32_t endpoint, Side side) const;
  // `first`: the sum of the argument counts of the processes before, see first_argument(). There
  // are as many as the process's program takes, a word each.
  std::uint64_t argument(std::uint64_t first, std::uint32_t index) const {
    return read<std::uint64_t>(bytes, arguments_at() + 8 * (first + index));
  }
  std::uint64_t first_argument(std::uint32_t process) const;
  std::uint64_t bindings_at() const {
    return sizeof(SystemHeader) + sizeof(ProcessEntry) * process_count;
  }
  std::uint64_t arguments_at() const { return bindings_at() + sizeof(Binding) * binding_count; }
};

struct StartEndpoint {
  Side side;
  std::uint32_t contract;  // ordinal among the image's contract tables
  std::uint16_t state;
  hal::LastingText name;
};

struct PortRange {
  std::uint16_t first, last;
  std::uint32_t unused;
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
  std::uint16_t zero;
};

enum class Category : std::uint32_t { kDriver = 1, kServer = 2, kApplication = 3 };

struct ProgramHeader {
  std::uint64_t magic;
  std::uint32_t size;
  Category category;
  std::array<std::byte, 32> name_field;
  std::uint32_t groups, unused;
  std::uint64_t entry, memory_limit, exchange_limit, stack_bytes;
  std::uint32_t endpoint_limit, thread_limit, priority;
  std::uint32_t endpoint_count, port_range_count, contract_count;
  std::uint32_t cpu_percent;  // of one CPU; 0 = no share
  std::uint32_t watchdog_ms;  // 0 = none
  std::uint32_t object_limit, creates_count, argument_count, irq_count, device_range_count;
  std::uint32_t dma_pages;
  std::uint64_t call_stack_bytes;  // of stack_bytes; 0: one stack for everything
  std::array<std::byte, 8> zero;
};
static_assert(sizeof(ProgramHeader) == 160);

struct EndpointEntry {
  std::uint32_t side, contract, state, zero;  // contract: position among the program's
  std::array<std::byte, 32> name;
};
static_assert(sizeof(EndpointEntry) == 48);

struct ProgramRecord : ProgramHeader {
  ImageBytes bytes;
  hal::LastingText name;

  EndpointEntry endpoint_entry(std::uint32_t index) const {
    return entry_of<EndpointEntry>(sizeof(ProgramHeader), index);
  }
  StartEndpoint endpoint(std::uint32_t index) const;
  PortRange port_range(std::uint32_t index) const { return entry_of<PortRange>(ports_at(), index); }
  Creation creates(std::uint32_t index) const { return entry_of<Creation>(creates_at(), index); }
  DeviceRange device_range(std::uint32_t index) const {
    return entry_of<DeviceRange>(ranges_at(), index);
  }
  std::uint32_t contract(std::uint32_t index) const {
    return entry_of<std::uint32_t>(contracts_at(), index);
  }
  IrqLine irq(std::uint32_t index) const { return entry_of<IrqLine>(irqs_at(), index); }
  std::uint64_t used_bytes() const { return irqs_at() + sizeof(IrqLine) * irq_count; }

 private:
  template <class T>
  T entry_of(std::uint64_t list_at, std::uint32_t index) const {
    return read<T>(bytes, list_at + sizeof(T) * index);
  }
  std::uint64_t ports_at() const {
    return sizeof(ProgramHeader) + sizeof(EndpointEntry) * endpoint_count;
  }
  std::uint64_t creates_at() const { return ports_at() + sizeof(PortRange) * port_range_count; }
  std::uint64_t ranges_at() const { return creates_at() + sizeof(Creation) * creates_count; }
  std::uint64_t contracts_at() const {
    return ranges_at() + sizeof(DeviceRange) * device_range_count;
  }
  std::uint64_t irqs_at() const { return contracts_at() + 4 * std::uint64_t{contract_count}; }
};

// How many contract tables the image holds; they start at part 2.
std::uint32_t contract_table_count(const ImageView& view);
Part contract_table_part(const ImageView& view, std::uint32_t ordinal);

Check read_system_record(const ImageView& view, SystemRecord& record);
Check read_program_record(const ImageView& view, std::uint16_t program, ProgramRecord& record);

}  // namespace kernel
