// A program record: limits, start endpoints, grants, contracts. See records.hpp.
#include "image/records.hpp"

namespace kernel {
StartEndpoint ProgramRecord::endpoint(std::uint32_t index) const {
  const EndpointEntry entry = endpoint_entry(index);
  return {
      static_cast<Side>(entry.side), contract(entry.contract),
      static_cast<std::uint16_t>(entry.state),
      padded_name(bytes.subspan(sizeof(ProgramHeader) + sizeof(EndpointEntry) * index + 16, 32))};
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

}  // namespace

Check read_program_record(const ImageView& view, std::uint16_t program, ProgramRecord& record) {
  const std::optional<Part> part = view.find(program, PartKind::kProgramRecord);
  if (!part) return Refusal{70, "a program has no record"};
  const Bytes bytes = part->bytes;
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

}  // namespace kernel
