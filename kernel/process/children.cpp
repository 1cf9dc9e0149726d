// Making child processes. See children.hpp.
#include "process/children.hpp"

#include "channel/endpoint.hpp"
#include "image/records.hpp"
#include "process/loader.hpp"
#include "process/process.hpp"
#include "process/teardown.hpp"

namespace kernel::children {
namespace {

const ProgramRecord& wanted(const Process& creator, const Request& request) {
  return loader::programs[ProgramId{creator.record.creates(request.creates_index).program}].record;
}

std::string_view check_endpoint(ProcessId creator, const Request& request,
                                const ProgramRecord& record, std::uint32_t index) {
  const StartEndpoint needed = record.endpoint(index);
  const std::uint64_t handle = request.handles[index];
  if (handle == 0 && needed.side == Side::kExporter) return {};
  const EndpointId id = channels::lookup(creator, handle);
  if (id.none()) return "process_create with an endpoint that it does not own";
  const Endpoint& endpoint = channels::get(id);
  if (endpoint.contract.value != needed.contract || endpoint.side != needed.side ||
      endpoint.state != needed.state)
    return "process_create with an endpoint of another contract, side or state than the program's "
           "manifest says";
  if (!endpoint.waiter.none()) return "process_create with an endpoint that a thread waits for";
  for (std::uint32_t i = 0; i < index; ++i) {
    if (request.handles[i] == handle) return "process_create with one endpoint twice";
  }
  return {};
}

bool give_closed_exports(ProcessId child, const Request& request, const ProgramRecord& record) {
  for (std::uint32_t i = 0; i < record.endpoint_count; ++i) {
    if (request.handles[i] == 0 && !give_closed_export(child, i, record.endpoint(i))) return false;
  }
  return true;
}

void link(ProcessId parent_id, ProcessId id, std::uint32_t creates_index) {
  Process& parent = processes::get(parent_id);
  Process& process = processes::get(id);
  process.parent = parent_id;
  process.created_as = creates_index;
  process.handle = make_handle(abi::HandleKind::kProcess, process.generation, id.value);
  ChildList::push_front(processes::table, parent.first_child, id);
  ++parent.live_created[creates_index];
}

}  // namespace

bool give_closed_export(ProcessId child, std::uint32_t index, const StartEndpoint& needed) {
  const auto ends = channels::create(ContractId{needed.contract}, needed.state);
  if (!ends) return false;
  channels::own(ends->exporter, child);
  channels::close(ends->importer);
  loader::set_start_endpoint(processes::get(child), index, channels::get(ends->exporter).handle);
  return true;
}

std::string_view check(ProcessId creator_id, const Request& request) {
  const Process& creator = processes::get(creator_id);
  if (request.creates_index >= creator.record.creates_count)
    return "process_create of a program that its manifest does not list";
  const ProgramRecord& record = wanted(creator, request);
  if (request.endpoint_count != record.endpoint_count ||
      request.argument_count != record.argument_count)
    return "process_create with another number of endpoints or arguments than the program's "
           "manifest has";
  if (!is_padded_name(std::as_bytes(std::span(request.name))))
    return "process_create with a name that is not one (printable, zero-padded, at most 31 bytes)";
  for (std::uint32_t i = 0; i < record.endpoint_count; ++i) {
    if (const std::string_view wrong = check_endpoint(creator_id, request, record, i);
        !wrong.empty())
      return wrong;
  }
  return {};
}

ProcessId create(ProcessId creator_id, const Request& request) {
  const Process& creator = processes::get(creator_id);
  const Creation grant = creator.record.creates(request.creates_index);
  if (creator.live_created[request.creates_index] >= grant.instances) return {};
  const ProcessId child = loader::load(ProgramId{grant.program}, name_text(as_text(request.name)));
  if (child.none()) return {};
  const ProgramRecord& record = processes::get(child).record;
  link(creator_id, child, request.creates_index);
  if (!give_closed_exports(child, request, record)) {
    release_process(child);
    return {};
  }
  for (std::uint32_t i = 0; i < record.endpoint_count; ++i) {
    if (request.handles[i] == 0) continue;
    const EndpointId id = channels::lookup(creator_id, request.handles[i]);
    channels::disown(id);
    channels::own(id, child);
    loader::set_start_endpoint(processes::get(child), i, channels::get(id).handle);
  }
  for (std::uint32_t i = 0; i < record.argument_count; ++i)
    loader::set_argument(processes::get(child), i, request.values[i]);
  return child;
}

}  // namespace kernel::children
