// Decoding parameters. See call.hpp. The causes that are given here are part of docs/abi.md.
#include "calls/call.hpp"

namespace kernel::calls {
namespace {

[[noreturn, gnu::cold, gnu::noinline]] void end_call(CallName call, hal::LastingText what) {
  end_caller(TextBuffer() << std::string_view(call) << ' ' << what);
}

// What was found for a handle of the caller's; none ends it.
auto need(CallName call, hal::LastingText what, auto found) {
  if (found.none()) end_call(call, what);
  return found;
}

ObjectId find_object(std::uint64_t handle, ObjectKind kind) {
  return objects::lookup(sched::calling_thread().process, handle, kind);
}

ProcessId find_child(std::uint64_t handle) {
  const ProcessId id{index_in(handle)};
  if (handle == 0 || !processes::table.holds(id)) return {};
  const Process& process = processes::get(id);
  return process.handle == handle && process.parent == sched::calling_thread().process
             ? id
             : ProcessId{};
}

}  // namespace

ProcessId own_child(std::uint64_t handle, CallName call) {
  return need(call, "of a process that is not its own", find_child(handle));
}

ObjectId own_object(std::uint64_t handle, CallName call) {
  ObjectId id;
  for (const auto kind : std::array{ObjectKind::kMutex, ObjectKind::kEvent, ObjectKind::kWaitSet}) {
    if (id.none()) id = find_object(handle, kind);
  }
  return need(call, "of an object that is not its own", id);
}

ObjectId own_mutex(std::uint64_t handle, CallName call) {
  return need(call, "of a mutex that is not its own", find_object(handle, ObjectKind::kMutex));
}

ObjectId own_event(std::uint64_t handle, CallName call) {
  return need(call, "of an event that is not its own", find_object(handle, ObjectKind::kEvent));
}

ObjectId own_set(std::uint64_t handle, CallName call) {
  return need(call, "with a wait set that is not its own",
              find_object(handle, ObjectKind::kWaitSet));
}

WaitRef own_waitable(std::uint64_t handle, CallName call) {
  const auto ref = [](WaitKind kind, auto id) {
    return id.none() ? WaitRef{} : WaitRef{kind, id.value};
  };
  WaitRef found;
  if (is_kind(handle, abi::HandleKind::kEndpoint))
    found = ref(WaitKind::kEndpoint, channels::lookup(sched::calling_thread().process, handle));
  if (is_kind(handle, abi::HandleKind::kEvent))
    found = ref(WaitKind::kEvent, find_object(handle, ObjectKind::kEvent));
  if (is_kind(handle, abi::HandleKind::kProcess))
    found = ref(WaitKind::kProcess, find_child(handle));
  return need(call, "of a handle that is not an endpoint, event or process of its own", found);
}

void end_for_endpoint(CallName call) {
  end_call(call, "on a handle that is not its own (closed, sent away, or never had)");
}

BlockId own_block(std::uint64_t address, CallName call) {
  const BlockId id = blocks::starting_at(address);
  if (id.none() || !blocks::is_held(id, calling_process().owner))
    end_call(call, "of a block that it does not own (released twice, or sent away)");
  return id;
}

std::uint64_t handle_of(const Thread& thread) {
  return make_handle(abi::HandleKind::kThread, thread.generation, thread.id.value);
}

ThreadId find_thread(std::uint64_t handle) {
  const ThreadId id{index_in(handle)};
  if (!sched::table.holds(id)) return {};
  const Thread& thread = sched::get(id);
  const bool is_it = thread.state != ThreadState::kFree && handle_of(thread) == handle &&
                     thread.process == sched::calling_thread().process;
  return is_it ? id : ThreadId{};
}

IrqLine granted_irq(std::uint64_t index, CallName call) {
  const ProgramRecord& record = calling_process().record;
  if (index >= record.irq_count) end_call(call, "of a line that its manifest does not grant");
  return record.irq(static_cast<std::uint32_t>(index));
}

void check_ports(std::uint64_t port, std::uint64_t width, CallName call) {
  const ProgramRecord& record = calling_process().record;
  bool granted = false;
  for (std::uint32_t i = 0; i < record.port_range_count; ++i) {
    const PortRange range = record.port_range(i);
    granted |= port >= range.first && port <= range.last && width - 1 <= range.last - port;
  }
  if (!granted || (width != 1 && width != 2 && width != 4))
    end_call(call, "of a port that its manifest does not grant");
}

CheckedRange text_at(std::uint64_t address, std::uint64_t bytes, CallName call) {
  const auto range =
      RangeChecks::check(sched::calling_thread(), RangeChecks::Use::kRead, address, bytes);
  if (!range) end_call(call, "of a text that is not in memory that it owns");
  return *range;
}

CheckedRange answer_at(std::uint64_t address, std::uint64_t bytes, CallName call) {
  const auto range =
      RangeChecks::check(sched::calling_thread(), RangeChecks::Use::kWrite, address, bytes);
  if (!range || bytes > inspect::kMostBytes)
    end_call(call, "into a place that it may not write, or above 4096 bytes");
  return *range;
}

CheckedRange lasting_at(std::uint64_t address, std::uint64_t bytes, CallName call) {
  const auto range =
      RangeChecks::check(sched::calling_thread(), RangeChecks::Use::kLasting, address, bytes);
  if (!range) end_call(call, "into a place that is not on its stack or in its data");
  return *range;
}

bool set_deadline(Thread& thread, std::uint64_t deadline_ns) {
  if (deadline_ns == abi::kNever) return true;
  if (deadline_ns <= hal::now_ns()) return false;
  deadlines::set(thread, deadline_ns);
  return true;
}

std::int64_t create_object(ObjectKind kind, bool automatic) {
  const ObjectId id = objects::create(sched::calling_thread().process, kind);
  if (id.none()) return abi::kQuotaExceeded;
  objects::get(id).automatic = automatic;
  return static_cast<std::int64_t>(objects::get(id).handle);
}

}  // namespace kernel::calls
