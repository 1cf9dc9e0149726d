// Checks of the system record against programs and contracts, and how much of everything the system
// needs: the one place where pools are sized. See system.hpp.
#include "start/system.hpp"

#include <algorithm>

#include "channel/cells.hpp"
#include "channel/contract.hpp"
#include "process/program.hpp"

namespace kernel {

namespace {

// A start endpoint of a process, by the indices that a binding holds; nothing if there is no such
// endpoint.
std::optional<StartEndpoint> endpoint_at(const ImageView& view, const SystemRecord& record,
                                         std::uint32_t process, std::uint32_t index) {
  ProgramRecord program{};
  if (process >= record.process_count ||
      read_program_record(view, record.process_program(process), program) ||
      index >= program.endpoint_count)
    return std::nullopt;
  return program.endpoint(index);
}

Check check_binding(const ImageView& view, const SystemRecord& record, std::uint32_t index) {
  const Binding binding = record.binding(index);
  const auto importer = endpoint_at(view, record, binding.importer, binding.importer_endpoint);
  const auto exporter = endpoint_at(view, record, binding.exporter, binding.exporter_endpoint);
  if (!importer || !exporter)
    return Refusal{90, "a binding names a process or endpoint that does not exist", 0};
  if (importer->side != Side::kImporter || exporter->side != Side::kExporter)
    return Refusal{91, "a binding does not join an import to an export", 0};
  if (importer->contract != exporter->contract || importer->state != exporter->state)
    return Refusal{92, "a binding joins endpoints of different contracts or states", 0};
  if (record.bindings_of(binding.importer, binding.importer_endpoint, Side::kImporter) != 1 ||
      record.bindings_of(binding.exporter, binding.exporter_endpoint, Side::kExporter) != 1)
    return Refusal{93, "an endpoint is bound twice", 0};
  return std::nullopt;
}

Check check_start_endpoints(const ImageView& view, const SystemRecord& record,
                            std::uint32_t process) {
  ProgramRecord program{};
  KERNEL_TRY_CHECK(read_program_record(view, record.process_program(process), program));
  for (std::uint32_t i = 0; i < program.endpoint_count; ++i) {
    const StartEndpoint endpoint = program.endpoint(i);
    const ContractTable table(contract_table_part(view, endpoint.contract).bytes);
    if (endpoint.state >= table.state_count)
      return Refusal{94, "a start endpoint is in a state that its contract does not have", 0};
    if (endpoint.state != 0 && table.state(endpoint.state).entry == 0)
      return Refusal{95, "a start endpoint is in a state in which its contract does not start", 0};
    if (endpoint.side == Side::kImporter && record.bindings_of(process, i, Side::kImporter) == 0)
      return Refusal{96, "an import is bound to no export", 0};
  }
  return std::nullopt;
}

void add_program(const Program& program, Sizes& sizes) {
  const std::uint64_t stacks =
      stack_top_from_end(program.record.thread_limit, program.stack_bytes());
  const std::uint64_t low = program.image_end() + hal::kPageBytes +
                            round_up(program.record.memory_limit, hal::kPageBytes);
  sizes.window_top_bytes = std::max(sizes.window_top_bytes, stacks);
  sizes.window_low_bytes = std::max(sizes.window_low_bytes, low);
  sizes.largest_block = std::max(sizes.largest_block, program.record.exchange_limit);
  sizes.shared_pages += shared_pages(program);
  sizes.dma_pages += program.record.dma_pages;
}

std::uint32_t page_table_frames(const Sizes& sizes) {
  const std::uint64_t stride = blocks::stride_for(sizes.largest_block);
  const std::uint32_t exchange_whole =
      hal::page_table_frames_for(sizes.blocks * stride / hal::kPageBytes, 1);
  const std::uint32_t exchange_each = hal::page_table_frames_for(
      sizes.exchange_bytes / hal::kPageBytes + sizes.blocks, sizes.blocks);
  const std::uint64_t windows =
      sizes.memory_pages() + sizes.owner_map_pages + sizes.dma_pages * sizes.processes;
  const std::uint32_t ranges = sizes.processes * (sizes.dma_pages == 0 ? 3 : 5) + 4;
  return hal::page_table_frames_for(windows, ranges) + std::min(exchange_whole, exchange_each);
}

Check check_capacities(const Capacities& capacity, const SystemRecord& record,
                       const hal::Layout& layout) {
  if (capacity.processes < record.process_count || capacity.threads < record.process_count)
    return Refusal{120, "the system starts more processes than its own capacities allow", 0};
  if (capacity.processes > layout.window_count || capacity.processes > 32000)
    return Refusal{121, "the system's process capacity is more than this kernel has windows for",
                   0};
  constexpr std::uint32_t kMostRecords = 1u << 24;  // endpoint indices fill 28 bits of a handle
  if (capacity.threads > kMostRecords || capacity.channels > kMostRecords ||
      capacity.blocks > kMostRecords || capacity.objects > kMostRecords ||
      capacity.shares > kMostRecords || capacity.slot_bytes > std::uint64_t{64} * kMostRecords)
    return Refusal{122, "a capacity of the system is more than the kernel's tables can have", 0};
  return std::nullopt;
}

// Channels that exist before any process runs: two ends each, or one of an export that nobody
// imports.
Check add_start_channels(const ImageView& view, const SystemRecord& record, Sizes& sizes) {
  std::uint64_t endpoints = 0, cells = 0;
  for (std::uint32_t i = 0; i < record.process_count; ++i) {
    ProgramRecord program{};
    KERNEL_TRY_CHECK(read_program_record(view, record.process_program(i), program));
    endpoints += program.endpoint_count;
    for (std::uint32_t k = 0; k < program.endpoint_count; ++k)
      cells += ContractTable(contract_table_part(view, program.endpoint(k).contract).bytes).cells();
  }
  sizes.channels = std::max(sizes.channels, static_cast<std::uint32_t>(endpoints));
  sizes.cells = static_cast<std::uint32_t>(std::max(sizes.slot_bytes / sizeof(Cell), cells));
  return std::nullopt;
}

}  // namespace

Check check_system(const ImageView& view, const hal::Layout& layout, SystemRecord& record) {
  KERNEL_TRY_CHECK(read_system_record(view, record));
  for (std::uint32_t i = 0; i < record.contract_count; ++i)
    KERNEL_TRY_CHECK(check_contract_table(contract_table_part(view, i)));
  for (std::uint16_t i = 0; i < view.program_count(); ++i) {
    Program program{};
    KERNEL_TRY_CHECK(read_program(view, i, program));
    KERNEL_TRY_CHECK(check_program(program, layout));
  }
  return check_bindings(view, record);
}

Check check_bindings(const ImageView& view, const SystemRecord& record) {
  for (std::uint32_t i = 0; i < record.binding_count; ++i)
    KERNEL_TRY_CHECK(check_binding(view, record, i));
  for (std::uint32_t i = 0; i < record.process_count; ++i)
    KERNEL_TRY_CHECK(check_start_endpoints(view, record, i));
  return std::nullopt;
}

Check measure_system(const ImageView& view, const hal::Layout& layout, const SystemRecord& record,
                     Sizes& sizes) {
  KERNEL_TRY_CHECK(check_capacities(record.capacity, record, layout));
  static_cast<Capacities&>(sizes) = record.capacity;
  KERNEL_TRY_CHECK(add_start_channels(view, record, sizes));
  for (std::uint32_t i = 0; i < view.program_count(); ++i) {
    Program program{};
    KERNEL_TRY_CHECK(read_program(view, static_cast<std::uint16_t>(i), program));
    add_program(program, sizes);
  }
  sizes.largest_block = std::min(sizes.largest_block, sizes.exchange_bytes);
  const Refusal too_large{123, "the exchange heap's capacities do not fit its range of addresses",
                          0};
  // First: no stride would be large enough.
  if (sizes.largest_block > layout.exchange_bytes) return too_large;
  const std::uint64_t stride = blocks::stride_for(sizes.largest_block);
  if (sizes.blocks > layout.exchange_bytes / stride) return too_large;
  for_each_owned_range(layout, sizes, [&](hal::VirtAddr from, std::uint64_t bytes) {
    sizes.owner_map_pages += owner_map::pages_for(from, bytes);
  });
  sizes.page_table_frames = page_table_frames(sizes);
  return std::nullopt;
}

}  // namespace kernel
