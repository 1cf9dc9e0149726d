// Teardown in the order in which things can still refer to each other: threads, children,
// endpoints, objects, blocks, memory. See teardown.hpp.
#include "process/teardown.hpp"

#include "abi/errors.hpp"
#include "channel/endpoint.hpp"
#include "exheap/blocks.hpp"
#include "io/devices.hpp"
#include "memory/ranges.hpp"
#include "process/loader.hpp"
#include "sched/scheduler.hpp"
#include "start/shutdown.hpp"
#include "sync/objects.hpp"

namespace kernel {
namespace {

// The creator does not have it any more, and may make another one.
void orphan(ProcessId id) {
  Process& process = processes::get(id);
  if (process.parent.none()) return;
  Process& parent = processes::get(process.parent);
  ChildList::remove(processes::table, parent.first_child, id);
  --parent.live_created[process.created_as];
  // The record can be somebody else's before the parent's wait sets are gone.
  waiting::forget({WaitKind::kProcess, id.value});
  process.parent = {};
  process.handle = 0;
}

void tell_waiters(ProcessId id, Process& process) {
  if (!process.waiter.none() && sched::get(process.waiter).state == ThreadState::kWaitingForEnd) {
    Thread& thread = sched::get(process.waiter);
    copy_end(process, RangeChecks::passed_before(thread.buffer, thread.buffer_bytes).bytes());
    sched::wake(thread, abi::kOk);
  }
  waiting::notify({WaitKind::kProcess, id.value});
}

void release_if_nobody_asks(ProcessId id, const Process& process) {
  if (process.state == ProcessState::kEnded && process.handle == 0 && !process.with_system)
    processes::release(id);
}

// Everything but the record.
void reclaim(ProcessId id) {
  Process& process = processes::get(id);
  channels::close_all_of(id);
  objects::release_all_of(id);
  blocks::release_all_of(id);
  io::unmap_ranges_of(process);
  io::release_dma_of(id);
  for (Region& region : process.regions) {
    if (region.frames.count != 0) unmap_region(region);
    region = {};
  }
  process.pages = 0;
}

void finish(ProcessId id) {
  Process& process = processes::get(id);
  reclaim(id);
  process.state = ProcessState::kEnded;
  trace::record(abi::TraceKind::kEnd, id.value, 0);
  tell_waiters(id, process);
  release_if_nobody_asks(id, process);
}

// Threads that run on other CPUs are told to stop; all others are gone afterwards. False: some
// still run.
bool stop_threads(Process& process) {
  bool all_stopped = true;
  for (ThreadId id = process.first_thread; !id.none();) {
    Thread& thread = sched::get(id);
    const ThreadId next = thread.next_sibling;
    thread.doomed = true;
    if (thread.state == ThreadState::kRunning) {
      sched::tell_to_look(thread.cpu);  // another CPU; the thread of this one is left by the caller
      all_stopped = false;
    } else {
      sched::detach(thread);
      objects::abandon_held(thread);
      loader::free_stack(thread);
      sched::destroy(id);
    }
    id = next;
  }
  return all_stopped;
}

void set_end(Process& process, abi::EndKind kind, std::int64_t code, std::string_view cause) {
  process.end = {};
  process.end.kind = kind;
  process.end.code = code;
  process.end.cause_bytes = write_text(process.end.cause, cause);
}

void end_one(ProcessId id, abi::EndKind kind, std::int64_t code, std::string_view cause) {
  Process& process = processes::get(id);
  if (!process.alive()) return;
  process.state = ProcessState::kEnding;
  process.suspended = false;
  process.stopped_by = {};
  set_end(process, kind, code, cause);
  if (stop_threads(process)) finish(id);
}

}  // namespace

void end_process(ProcessId first, abi::EndKind kind, std::int64_t code, std::string_view cause) {
  for (;;) {  // children before their creator
    ProcessId id = first;
    while (!processes::get(id).first_child.none()) id = processes::get(id).first_child;
    if (id == first) break;
    orphan(id);
    end_one(id, abi::EndKind::kStopped, 0, "its creator ended");
    release_if_nobody_asks(id, processes::get(id));
  }
  end_one(first, kind, code, cause);
}

void end_running_process(abi::EndKind kind, std::int64_t code, std::string_view cause) {
  Thread& thread = sched::running();
  end_process(thread.process, kind, code, cause);
  sched::this_cpu().current = {};
  end_doomed(thread);
  sched::leave();
}

void end_doomed(Thread& thread) {
  const ProcessId id = thread.process;
  Process& process = processes::get(id);
  thread.state = ThreadState::kParked;
  objects::abandon_held(thread);
  loader::free_stack(thread);
  sched::destroy(thread.id);
  if (process.state == ProcessState::kEnding && process.threads == 0) finish(id);
  shutdown_if_over();
}

void end_thread(Thread& thread) {
  loader::free_stack(thread);
  if (thread.joiner.none()) {
    thread.state = ThreadState::kEnded;
    return;
  }
  sched::wake(sched::get(thread.joiner), abi::kOk);
  thread.state = ThreadState::kParked;
  sched::destroy(thread.id);
}

void copy_end(const Process& process, std::span<std::byte> to) {
  write(to, 0, process.end);
}

void release_process(ProcessId id) {
  Process& process = processes::get(id);
  orphan(id);
  if (process.alive()) {
    end_process(id, abi::EndKind::kStopped, 0, "released by its creator");
  } else {
    release_if_nobody_asks(id, process);
  }
}

}  // namespace kernel
