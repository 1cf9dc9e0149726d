// A program record: limits, start endpoints, port ranges, contracts. See records.hpp.
#include "image/name_check.hpp"
#include "image/records.hpp"

namespace kernel {
using namespace format;

StartEndpoint ProgramRecord::endpoint(std::uint32_t index) const {
  const Bytes fields = bytes.subspan(128 + std::uint64_t{48} * index, 48);
  return {static_cast<Side>(read<std::uint32_t>(fields, 0)),
          contract(read<std::uint32_t>(fields, 4)),
          static_cast<std::uint16_t>(read<std::uint32_t>(fields, 8)),
          padded_name(fields.subspan(16, 32))};
}

PortRange ProgramRecord::port_range(std::uint32_t index) const {
  const std::uint64_t at = ports_at() + std::uint64_t{8} * index;
  return {read<std::uint16_t>(bytes, at), read<std::uint16_t>(bytes, at + 2)};
}

std::uint32_t ProgramRecord::contract(std::uint32_t index) const {
  return read<std::uint32_t>(bytes, contracts_at() + std::uint64_t{4} * index);
}

namespace {

Check check_lists(const ImageView& view, const ProgramRecord& record, std::uint32_t part) {
  for (std::uint32_t i = 0; i < record.contract_count; ++i) {
    if (record.contract(i) >= contract_table_count(view))
      return Refusal{75, "a contract of the program is not in the image", part};
  }
  for (std::uint32_t i = 0; i < record.endpoint_count; ++i) {
    const Bytes fields = record.bytes.subspan(128 + std::uint64_t{48} * i, 48);
    const bool good = read<std::uint32_t>(fields, 0) <= 1 &&
                      read<std::uint32_t>(fields, 4) < record.contract_count &&
                      read<std::uint32_t>(fields, 8) < 0xffff &&
                      read<std::uint32_t>(fields, 12) == 0 &&
                      is_padded_name(fields.subspan(16, 32));
    if (!good) return Refusal{76, "a start endpoint of the program is malformed", part};
  }
  for (std::uint32_t i = 0; i < record.port_range_count; ++i) {
    if (record.port_range(i).first > record.port_range(i).last)
      return Refusal{77, "a port range of the program is empty", part};
  }
  return std::nullopt;
}

void read_fields(Bytes bytes, ProgramRecord& record) {
  record.bytes = bytes;
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
}

}  // namespace

Check read_program_record(const ImageView& view, std::uint16_t program, ProgramRecord& record) {
  const std::optional<Part> part = view.find(program, PartKind::kProgramRecord);
  if (!part) return Refusal{70, "a program has no record"};
  const Bytes bytes = part->bytes;
  if (bytes.size() < 128 || read<std::uint64_t>(bytes, 0) != kProgramMagic)
    return Refusal{71, "the record is not one (no BKPROG01 magic)", part->index};
  if (read<std::uint32_t>(bytes, 8) != bytes.size())
    return Refusal{72, "the record's size is wrong", part->index};
  read_fields(bytes, record);
  const std::uint64_t used = 128 + std::uint64_t{48} * record.endpoint_count +
                             std::uint64_t{8} * record.port_range_count +
                             std::uint64_t{4} * record.contract_count;
  if (used > bytes.size() || bytes.size() - used >= 8 || !all_zero(bytes.subspan(used)))
    return Refusal{73, "the record's counts do not fill it exactly", part->index};
  const auto category = read<std::uint32_t>(bytes, 12);
  const bool header_good = is_padded_name(bytes.subspan(16, 32)) && category >= 1 &&
                           category <= 3 && all_zero(bytes.subspan(112, 16));
  if (!header_good) return Refusal{74, "the record's header is malformed", part->index};
  return check_lists(view, record, part->index);
}

}  // namespace kernel
