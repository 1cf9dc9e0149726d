// Checks of the system record against programs and contracts. See system.hpp.
#include "channel/contract.hpp"
#include "process/program.hpp"
#include "start/system.hpp"

namespace kernel {
namespace {

// A start endpoint of a process, by the indices that a binding holds; nothing if there is no such
// endpoint.
std::optional<StartEndpoint> endpoint_at(const ImageView& view, const SystemRecord& record,
                                         std::uint32_t process, std::uint32_t index) {
  ProgramRecord program;
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
  if (importer->contract != exporter->contract || importer->state != exporter->state) {
    return Refusal{92, "a binding joins endpoints of different contracts or states", 0};
  }
  if (record.bindings_of(binding.importer, binding.importer_endpoint, Side::kImporter) != 1 ||
      record.bindings_of(binding.exporter, binding.exporter_endpoint, Side::kExporter) != 1)
    return Refusal{93, "an endpoint is bound twice", 0};
  return std::nullopt;
}

Check check_start_endpoints(const ImageView& view, const SystemRecord& record,
                            std::uint32_t process) {
  ProgramRecord program;
  KERNEL_TRY_CHECK(read_program_record(view, record.process_program(process), program));
  for (std::uint32_t i = 0; i < program.endpoint_count; ++i) {
    const StartEndpoint endpoint = program.endpoint(i);
    const Bytes table = contract_table_part(view, endpoint.contract).bytes;
    const auto states = read<std::uint16_t>(table, 46);
    if (endpoint.state >= states)
      return Refusal{94, "a start endpoint is in a state that its contract does not have", 0};
    const auto state_flags = read<std::uint8_t>(
        table, read<std::uint32_t>(table, 76) + std::uint64_t{8} * endpoint.state + 5);
    if (endpoint.state != 0 && state_flags == 0)
      return Refusal{95, "a start endpoint is in a state in which its contract does not start", 0};
    if (endpoint.side == Side::kImporter && record.bindings_of(process, i, Side::kImporter) == 0)
      return Refusal{96, "an import is bound to no export", 0};
  }
  return std::nullopt;
}

}  // namespace

Check check_system(const ImageView& view, const hal::Layout& layout, SystemRecord& record) {
  KERNEL_TRY_CHECK(read_system_record(view, record));
  for (std::uint32_t i = 0; i < record.contract_count; ++i)
    KERNEL_TRY_CHECK(check_contract_table(contract_table_part(view, i)));
  for (std::uint16_t i = 0; i < view.program_count(); ++i) {
    Program program;
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

}  // namespace kernel
