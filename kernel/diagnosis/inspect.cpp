// Filling the structures of group inspect. See inspect.hpp.
#include "diagnosis/inspect.hpp"

#include "channel/endpoint.hpp"
#include "diagnosis/report.hpp"
#include "exheap/blocks.hpp"
#include "process/loader.hpp"
#include "sched/scheduler.hpp"
#include "sync/objects.hpp"

namespace kernel::inspect {
namespace {

constexpr std::uint32_t kNobodysIndex = 0xffff'ffff, kInFlightIndex = 0xffff'fffe;

std::uint32_t state_of(const Process& process) {
  if (process.suspended) return 3;
  if (process.state == ProcessState::kMade) return 4;
  return process.state == ProcessState::kRunning ? 1 : 2;
}

std::uint32_t owner_index(const Endpoint& endpoint) {
  if (endpoint.status == EndpointState::kOwned) return endpoint.owner.value;
  return endpoint.status == EndpointState::kClosed ? kNobodysIndex : kInFlightIndex;
}

std::uint64_t sent_by(const Process& process) {
  std::uint64_t sent = process.sent;
  for (EndpointId id = process.first_endpoint; !id.none(); id = channels::get(id).next_owned)
    sent += channels::get(id).sent;
  return sent;
}

}  // namespace

abi::SystemInfo system() {
  abi::SystemInfo info{};
  info.now_ns = hal::now_ns();
  info.frames_free = frames::free_count();
  info.exchange_bytes = blocks::bytes_in_use();
  for (const sched::Cpu& cpu : sched::cpus) info.cpus += cpu.online ? 1 : 0;
  info.processes = processes::table.in_use();
  info.threads = sched::table.in_use();
  info.channels = channels::in_use();
  info.endpoints = channels::endpoints_in_use();
  info.blocks = blocks::table.in_use();
  info.objects = objects::table.in_use();
  info.reports = reports_made();
  info.trace_events = kernel::trace::written();
  return info;
}

std::optional<abi::ProcessInfo> process(std::uint32_t index) {
  const Process& process = processes::get(processes::table.id_at(index));
  if (process.state == ProcessState::kFree) return std::nullopt;
  abi::ProcessInfo info{};
  write_name(info.name, process.name());
  write_name(info.program, loader::programs[process.program].record.name);
  info.index = index;
  info.parent = process.parent.value;
  info.state = state_of(process);
  info.priority = process.own_priority;
  info.threads = process.threads;
  info.endpoints = process.endpoints;
  info.objects = process.objects;
  info.blocks = process.blocks;
  info.memory_bytes = std::uint64_t{process.pages} * hal::kPageBytes;
  info.exchange_bytes = process.exchange_bytes;
  info.cpu_ns = process.cpu_ns;
  info.messages_sent = sent_by(process);
  return info;
}

std::optional<abi::ThreadInfo> thread(std::uint32_t index) {
  const Thread& thread = sched::get(sched::table.id_at(index));
  if (thread.state == ThreadState::kFree) return std::nullopt;
  return abi::ThreadInfo{.index = index,
                         .process = thread.process.value,
                         .state = static_cast<std::uint32_t>(thread.state),
                         .cpu = thread.cpu,
                         .priority = thread.own_priority,
                         .effective_priority = thread.priority,
                         .cpu_ns = thread.cpu_ns};
}

std::optional<abi::ChannelInfo> channel(std::uint32_t index) {
  const EndpointId importer = channels::table.id_at(2 * index);
  const Endpoint& in = channels::get(importer);
  const Endpoint& out = channels::get(peer_of(importer));
  if (in.status == EndpointState::kClosed && out.status == EndpointState::kClosed)
    return std::nullopt;
  abi::ChannelInfo info{};
  const Endpoint& open = in.status == EndpointState::kClosed ? out : in;
  write_name(info.contract, contracts::get(open.contract).name);
  write_name(info.state, open.states[open.state].name);
  info.index = index;
  info.importer = owner_index(in);
  info.exporter = owner_index(out);
  info.waiting_in = out.count;
  info.waiting_out = in.count;
  info.messages = in.sent + out.sent;
  return info;
}

std::int64_t trace(std::span<std::byte> to, std::uint64_t first) {
  const std::uint64_t written = kernel::trace::written();
  std::uint64_t number =
      written > kernel::trace::kEvents && first < written - kernel::trace::kEvents
          ? written - kernel::trace::kEvents
          : first;
  std::size_t count = 0;
  for (; (count + 1) * sizeof(abi::TraceEvent) <= to.size(); ++count, ++number) {
    const std::optional<abi::TraceEvent> event = kernel::trace::find(number);
    if (!event) break;
    write(to, count * sizeof(abi::TraceEvent), *event);
  }
  return static_cast<std::int64_t>(count);
}

}  // namespace kernel::inspect
