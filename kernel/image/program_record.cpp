// A program record: limits, start endpoints, grants, contracts. See records.hpp.
#include "image/name_check.hpp"
#include "image/records.hpp"

namespace kernel {
using namespace format;

StartEndpoint ProgramRecord::endpoint(std::uint32_t index) const {
  const Bytes fields = bytes.subspan(kProgramHeaderBytes + std::uint64_t{48} * index, 48);
  return {static_cast<Side>(read<std::uint32_t>(fields, 0)),
          contract(read<std::uint32_t>(fields, 4)),
          static_cast<std::uint16_t>(read<std::uint32_t>(fields, 8)),
          padded_name(fields.subspan(16, 32))};
}

PortRange ProgramRecord::port_range(std::uint32_t index) const {
  const std::uint64_t at = ports_at() + std::uint64_t{8} * index;
  return {read<std::uint16_t>(bytes, at), read<std::uint16_t>(bytes, at + 2)};
}

Creation ProgramRecord::creates(std::uint32_t index) const {
  const std::uint64_t at = creates_at() + std::uint64_t{8} * index;
  return {read<std::uint32_t>(bytes, at), read<std::uint32_t>(bytes, at + 4)};
}

DeviceRange ProgramRecord::device_range(std::uint32_t index) const {
  const std::uint64_t at = ranges_at() + std::uint64_t{16} * index;
  return {read<std::uint64_t>(bytes, at), read<std::uint64_t>(bytes, at + 8)};
}

std::uint32_t ProgramRecord::contract(std::uint32_t index) const {
  return read<std::uint32_t>(bytes, contracts_at() + std::uint64_t{4} * index);
}

std::uint32_t ProgramRecord::irq_word(std::uint32_t index) const {
  return read<std::uint32_t>(bytes, irqs_at() + std::uint64_t{4} * index);
}

IrqLine ProgramRecord::irq(std::uint32_t index) const {
  const std::uint32_t word = irq_word(index);
  return {static_cast<std::uint8_t>(word), static_cast<IrqTrigger>(word >> 8 & 0xff)};
}

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
    const Bytes fields = record.bytes.subspan(kProgramHeaderBytes + std::uint64_t{48} * i, 48);
    const bool good = read<std::uint32_t>(fields, 0) <= 1 &&
                      read<std::uint32_t>(fields, 4) < record.contract_count &&
                      read<std::uint32_t>(fields, 8) < 0xffff &&
                      read<std::uint32_t>(fields, 12) == 0 &&
                      is_padded_name(fields.subspan(16, 32));
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
    if (irq.line > kMostLine || irq.trigger > IrqTrigger::kLevel || record.irq_word(i) >> 16 != 0)
      return Refusal{79, "an interrupt line of the program is malformed", part};
  }
  const bool devices =
      record.irq_count != 0 || record.device_range_count != 0 || record.dma_pages != 0;
  if (devices && record.category != Category::kDriver)
    return Refusal{79, "the program is no driver and has interrupt lines, device memory or DMA",
                   part};
  return std::nullopt;
}

void read_fields(Bytes bytes, ProgramRecord& record) {
  record.bytes = bytes;
  record.category = static_cast<Category>(read<std::uint32_t>(bytes, 12));
  record.name = padded_name(bytes.subspan(16, 32));
  record.groups = read<std::uint32_t>(bytes, 48);
  record.entry = read<std::uint64_t>(bytes, 56);
  record.memory_limit = read<std::uint64_t>(bytes, 64);
  record.exchange_limit = read<std::uint64_t>(bytes, 72);
  record.stack_bytes = read<std::uint64_t>(bytes, 80);
  record.endpoint_limit = read<std::uint32_t>(bytes, 88);
  record.thread_limit = read<std::uint32_t>(bytes, 92);
  record.priority = read<std::uint32_t>(bytes, 96);
  record.endpoint_count = read<std::uint32_t>(bytes, 100);
  record.port_range_count = read<std::uint32_t>(bytes, 104);
  record.contract_count = read<std::uint32_t>(bytes, 108);
  record.cpu_percent = read<std::uint32_t>(bytes, 112);
  record.watchdog_ms = read<std::uint32_t>(bytes, 116);
  record.object_limit = read<std::uint32_t>(bytes, 120);
  record.creates_count = read<std::uint32_t>(bytes, 124);
  record.argument_count = read<std::uint32_t>(bytes, 128);
  record.irq_count = read<std::uint32_t>(bytes, 132);
  record.device_range_count = read<std::uint32_t>(bytes, 136);
  record.dma_pages = read<std::uint32_t>(bytes, 140);
}

bool limits_good(const ProgramRecord& record) {
  return record.cpu_percent <= kMostCpuPercent && record.object_limit <= kMostObjects &&
         record.endpoint_limit <= kMostEndpoints && record.argument_count <= kMostArguments &&
         record.creates_count <= kMostCreations;
}

}  // namespace

Check read_program_record(const ImageView& view, std::uint16_t program, ProgramRecord& record) {
  const std::optional<Part> part = view.find(program, PartKind::kProgramRecord);
  if (!part) return Refusal{70, "a program has no record"};
  const Bytes bytes = part->bytes;
  if (bytes.size() < kProgramHeaderBytes || read<std::uint64_t>(bytes, 0) != kProgramMagic)
    return Refusal{71, "the record is not one (no BKPROG02 magic)", part->index};
  if (read<std::uint32_t>(bytes, 8) != bytes.size())
    return Refusal{72, "the record's size is wrong", part->index};
  read_fields(bytes, record);
  const std::uint64_t used = record.used_bytes();
  if (used > bytes.size() || bytes.size() - used >= 8 || !all_zero(bytes.subspan(used)))
    return Refusal{73, "the record's counts do not fill it exactly", part->index};
  const bool header_good =
      is_padded_name(bytes.subspan(16, 32)) && record.category >= Category::kDriver &&
      record.category <= Category::kApplication && all_zero(bytes.subspan(144, 16));
  if (!header_good) return Refusal{74, "the record's header is malformed", part->index};
  if (!limits_good(record)) return Refusal{74, "a limit of the record is too large", part->index};
  KERNEL_TRY_CHECK(check_endpoints(view, record, part->index));
  KERNEL_TRY_CHECK(check_creates(view, record, part->index));
  return check_devices(record, part->index);
}

}  // namespace kernel
