// A program record: limits, start endpoints, grants, contracts; and the system record: processes,
// bindings, capacities, script. See records.hpp.
#include "image/records.hpp"

namespace kernel {

namespace {

// Far above what anybody needs; they keep sums and tables of the kernel small.
constexpr std::uint32_t kMostCpuPercent = 1600, kMostObjects = 4096, kMostEndpoints = 300'000,
                        kMostArguments = 32, kMostCreations = 32, kMostInstances = 1024;
constexpr std::uint64_t kPhysicalAddresses = std::uint64_t{1} << 52;
constexpr std::uint8_t kMostLine = 23;

Check check_endpoints(const ImageView& view, const ProgramRecord& record, std::uint32_t part) {
  for (std::uint32_t i = 0; i < record.contract_count; ++i) {
    if (record.contract(i) >= contract_table_count(view))
      return Refusal{75, "a contract of the program is not in the image", part};
  }
  for (std::uint32_t i = 0; i < record.endpoint_count; ++i) {
    const EndpointEntry entry = record.endpoint_entry(i);
    const bool good = entry.side <= 1 && entry.contract < record.contract_count &&
                      entry.state < 0xffff && entry.zero == 0 && is_padded_name(entry.name);
    if (!good) return Refusal{76, "a start endpoint of the program is malformed", part};
  }
  return std::nullopt;
}

Check check_creates(const ImageView& view, const ProgramRecord& record, std::uint32_t part) {
  for (std::uint32_t i = 0; i < record.creates_count; ++i) {
    const Creation creation = record.creates(i);
    if (creation.program >= view.program_count() || creation.instances == 0 ||
        creation.instances > kMostInstances)
      return Refusal{78, "the program may create what is not in the image, or none or too many",
                     part};
  }
  return std::nullopt;
}

bool is_device_range(DeviceRange range) {
  return range.address % kPage == 0 && range.bytes % kPage == 0 && range.bytes != 0 &&
         range.address < kPhysicalAddresses && range.bytes <= kPhysicalAddresses - range.address;
}

Check check_devices(const ProgramRecord& record, std::uint32_t part) {
  for (std::uint32_t i = 0; i < record.port_range_count; ++i) {
    if (record.port_range(i).first > record.port_range(i).last)
      return Refusal{77, "a port range of the program is empty", part};
  }
  for (std::uint32_t i = 0; i < record.device_range_count; ++i) {
    if (!is_device_range(record.device_range(i)))
      return Refusal{79, "a range of device memory of the program is not whole pages", part};
  }
  for (std::uint32_t i = 0; i < record.irq_count; ++i) {
    const IrqLine irq = record.irq(i);
    if (irq.line > kMostLine || irq.trigger > IrqTrigger::kLevel || irq.zero != 0)
      return Refusal{79, "an interrupt line of the program is malformed", part};
  }
  const bool devices =
      record.irq_count != 0 || record.device_range_count != 0 || record.dma_pages != 0;
  if (devices && record.category != Category::kDriver)
    return Refusal{79, "the program is no driver and has interrupt lines, device memory or DMA",
                   part};
  return std::nullopt;
}

bool limits_good(const ProgramRecord& record) {
  return record.cpu_percent <= kMostCpuPercent && record.object_limit <= kMostObjects &&
         record.endpoint_limit <= kMostEndpoints && record.argument_count <= kMostArguments &&
         record.creates_count <= kMostCreations;
}

Check check_processes(const ImageView& view, const SystemRecord& record) {
  for (std::uint32_t i = 0; i < record.process_count; ++i) {
    const ProcessEntry entry = record.process(i);
    if (!is_padded_name(entry.name)) return Refusal{55, "a process has no proper name", 0};
    if (entry.program >= view.program_count())
      return Refusal{56, "a process runs a program that the image does not hold", 0};
    if (!all_zero(entry.zero))
      return Refusal{57, "unused bytes of a process's entry are not zero", 0};
    for (std::uint32_t j = 0; j < i; ++j) {
      if (record.process_name(j) == record.process_name(i))
        return Refusal{58, "two processes have the same name", 0};
    }
  }
  return std::nullopt;
}

// Neighbours mostly run the same program, whose record is then read once.
Check check_arguments(const ImageView& view, const SystemRecord& record) {
  ProgramRecord program{};
  for (std::uint32_t i = 0; i < record.process_count; ++i) {
    if (i == 0 || record.process_program(i) != record.process_program(i - 1))
      KERNEL_TRY_CHECK(read_program_record(view, record.process_program(i), program));
    if (record.process(i).argument_count != program.argument_count)
      return Refusal{61, "a process is given another number of arguments than its program takes",
                     0};
  }
  return std::nullopt;
}

// Bytes before the script; nothing if the entries of processes do not even fit.
std::optional<std::uint64_t> bytes_of_lists(const SystemRecord& record) {
  if (record.bindings_at() > record.bytes.size()) return std::nullopt;
  return record.arguments_at() + 8 * record.first_argument(record.process_count);
}

}  // namespace

StartEndpoint ProgramRecord::endpoint(std::uint32_t index) const {
  const EndpointEntry entry = endpoint_entry(index);
  return {
      entry.side == 0 ? Side::kImporter : Side::kExporter, contract(entry.contract),
      static_cast<std::uint16_t>(entry.state),
      padded_name(bytes.subspan(sizeof(ProgramHeader) + sizeof(EndpointEntry) * index + 16, 32))};
}

Check read_program_record(const ImageView& view, std::uint16_t program, ProgramRecord& record) {
  const std::optional<Part> part = view.find(program, PartKind::kProgramRecord);
  if (!part) return Refusal{70, "a program has no record"};
  const ImageBytes bytes = part->bytes;
  if (bytes.size() < sizeof(ProgramHeader) || read<std::uint64_t>(bytes, 0) != kProgramMagic)
    return Refusal{71, "the record is not one (no BKPROG02 magic)", part->index};
  static_cast<ProgramHeader&>(record) = read<ProgramHeader>(bytes, 0);
  if (record.size != bytes.size()) return Refusal{72, "the record's size is wrong", part->index};
  record.bytes = bytes;
  record.name = padded_name(bytes.subspan(offsetof(ProgramHeader, name_field), 32));
  const std::uint64_t used = record.used_bytes();
  if (used > bytes.size() || bytes.size() - used >= 8 || !all_zero(bytes.subspan(used)))
    return Refusal{73, "the record's counts do not fill it exactly", part->index};
  const bool header_good = is_padded_name(record.name_field) &&
                           record.category >= Category::kDriver &&
                           record.category <= Category::kApplication && all_zero(record.zero);
  if (!header_good) return Refusal{74, "the record's header is malformed", part->index};
  if (!limits_good(record)) return Refusal{74, "a limit of the record is too large", part->index};
  KERNEL_TRY_CHECK(check_endpoints(view, record, part->index));
  KERNEL_TRY_CHECK(check_creates(view, record, part->index));
  return check_devices(record, part->index);
}

hal::LastingText SystemRecord::process_name(std::uint32_t index) const {
  return padded_name(bytes.subspan(sizeof(SystemHeader) + sizeof(ProcessEntry) * index, 32));
}

std::uint64_t SystemRecord::first_argument(std::uint32_t index) const {
  std::uint64_t first = 0;
  for (std::uint32_t i = 0; i < index; ++i) first += process(i).argument_count;
  return first;
}

std::uint32_t SystemRecord::bindings_of(std::uint32_t process, std::uint32_t endpoint,
                                        Side side) const {
  std::uint32_t count = 0;
  for (std::uint32_t i = 0; i < binding_count; ++i) {
    const Binding of = binding(i);
    const bool names_it = side == Side::kImporter
                              ? of.importer == process && of.importer_endpoint == endpoint
                              : of.exporter == process && of.exporter_endpoint == endpoint;
    count += names_it ? 1 : 0;
  }
  return count;
}

std::uint32_t contract_table_count(const ImageView& view) {
  std::uint32_t count = 0;
  while (2 + 2 * count < view.part_count() &&
         view.part(2 + 2 * count).kind == PartKind::kContractTable)
    ++count;
  return count;
}

Part contract_table_part(const ImageView& view, std::uint32_t ordinal) {
  return view.part(2 + 2 * ordinal);
}

Check read_system_record(const ImageView& view, SystemRecord& record) {
  const ImageBytes bytes = view.part(0).bytes;
  if (bytes.size() < sizeof(SystemHeader) || read<std::uint64_t>(bytes, 0) != kSystemMagic)
    return Refusal{50, "the system record is not one (no BKSYS002 magic)", 0};
  static_cast<SystemHeader&>(record) = read<SystemHeader>(bytes, 0);
  if (record.size != bytes.size()) return Refusal{51, "the system record's size is wrong", 0};
  record.bytes = bytes;
  const std::optional<std::uint64_t> lists = bytes_of_lists(record);
  const std::uint64_t used = lists.value_or(bytes.size()) + record.script_bytes;
  if (!lists || used > bytes.size() || bytes.size() - used >= 8 || !all_zero(bytes.subspan(used)))
    return Refusal{52, "the system record's counts do not fill it exactly", 0};
  if (!all_zero(record.zero) || !is_padded_name(record.name_field))
    return Refusal{53, "the system record's header is malformed", 0};
  record.name = padded_name(bytes.subspan(offsetof(SystemHeader, name_field), 32));
  record.script = as_text(bytes.subspan(used - record.script_bytes, record.script_bytes));
  if (record.process_count == 0) return Refusal{54, "the system starts no process", 0};
  if (record.verdict != kNoProcess && record.verdict >= record.process_count)
    return Refusal{59, "the verdict process does not exist", 0};
  if (record.contract_count != contract_table_count(view))
    return Refusal{60, "the contract count is not that of the image's tables", 0};
  KERNEL_TRY_CHECK(check_processes(view, record));
  return check_arguments(view, record);
}

}  // namespace kernel
