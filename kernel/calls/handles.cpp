// Decoding handles. See handles.hpp.
#include "calls/handles.hpp"

#include "abi/errors.hpp"
#include "channel/endpoint.hpp"
#include "hal/boot.hpp"
#include "sched/deadlines.hpp"
#include "sched/scheduler.hpp"
#include "sync/objects.hpp"

namespace kernel::calls {
namespace {

constexpr std::uint64_t kIndexMask = (std::uint64_t{1} << abi::kHandleKindShift) - 1;

std::uint64_t make(abi::HandleKind kind, std::uint32_t generation, std::uint32_t index) {
  return std::uint64_t{generation} << 32 |
         static_cast<std::uint64_t>(kind) << abi::kHandleKindShift | (index + 1);
}

std::uint32_t index_in(std::uint64_t handle) {
  return static_cast<std::uint32_t>((handle & kIndexMask) - 1);
}

abi::HandleKind kind_in(std::uint64_t handle) {
  return static_cast<abi::HandleKind>(handle >> abi::kHandleKindShift & 0xf);
}

}  // namespace

std::uint64_t handle_of(const Thread& thread) {
  return make(abi::HandleKind::kThread, thread.generation, thread.id.value);
}

ThreadId find_thread(ProcessId process, std::uint64_t handle) {
  const ThreadId id{index_in(handle)};
  if (!sched::table.holds(id)) return {};
  const Thread& thread = sched::get(id);
  const bool is_it = thread.state != ThreadState::kFree && thread.process == process &&
                     handle_of(thread) == handle;
  return is_it ? id : ThreadId{};
}

std::uint64_t make_handle(const Process& process, ProcessId id) {
  return make(abi::HandleKind::kProcess, process.generation, id.value);
}

ProcessId find_child(ProcessId parent, std::uint64_t handle) {
  const ProcessId id{index_in(handle)};
  if (handle == 0 || !processes::table.holds(id)) return {};
  const Process& process = processes::get(id);
  return process.handle == handle && process.parent == parent ? id : ProcessId{};
}

WaitRef find_waitable(ProcessId process, std::uint64_t handle) {
  switch (kind_in(handle)) {
    case abi::HandleKind::kEndpoint: {
      const EndpointId id = channels::lookup(process, handle);
      return id.none() ? WaitRef{} : WaitRef{WaitKind::kEndpoint, id.value};
    }
    case abi::HandleKind::kEvent: {
      const ObjectId id = objects::lookup(process, handle, ObjectKind::kEvent);
      return id.none() ? WaitRef{} : WaitRef{WaitKind::kEvent, id.value};
    }
    case abi::HandleKind::kProcess: {
      const ProcessId id = find_child(process, handle);
      return id.none() ? WaitRef{} : WaitRef{WaitKind::kProcess, id.value};
    }
    default:
      return {};
  }
}

bool set_deadline(Thread& thread, std::uint64_t deadline_ns) {
  if (deadline_ns == abi::kNever) return true;
  if (deadline_ns <= hal::now_ns()) return false;
  deadlines::set(thread, deadline_ns);
  return true;
}

}  // namespace kernel::calls
