// thread_stopped(nth, stopped): the stack and registers of the n-th thread that the caller has
// stopped; 1, or 0 when there are no more.
#include <algorithm>

#include "calls/call.hpp"

namespace kernel::calls {
namespace {

// What a call preserves is in the context's words of its own; the vectors' registers lie 160 bytes
// into what fxsave stores.
abi::StoppedThread what_it_has(const Thread& thread) {
  const hal::Context& context = thread.context;
  abi::StoppedThread stopped{.call_stack_pointer = context.call_rsp,
                             .call_stack_high = thread.call_stack().end(),
                             .stack_pointer = context.record.unsafe_stack_pointer,
                             .stack_high = context.record.stack_high,
                             .words = {context.call_rbx, context.call_rbp, context.call_r12,
                                       context.call_r13, context.call_r14, context.call_r15}};
  if (context.full == 0) return stopped;
  const hal::Registers& saved = context.registers;
  stopped.call_stack_pointer = saved.rsp;
  const std::span words(stopped.words);
  std::ranges::copy(std::array{saved.rax, saved.rbx, saved.rcx, saved.rdx, saved.rsi, saved.rdi,
                               saved.rbp, saved.r8, saved.r9, saved.r10, saved.r11, saved.r12,
                               saved.r13, saved.r14, saved.r15},
                    words.begin());
  std::ranges::copy(std::span(context.fpu).subspan(160, 256),
                    std::as_writable_bytes(words.subspan(16)).begin());
  return stopped;
}

}  // namespace

std::int64_t thread_stopped(std::uint64_t nth, std::uint64_t stopped) {
  const ThreadId caller = sched::calling_thread().id;
  const CheckedRange place = answer_at(stopped, sizeof(abi::StoppedThread));
  if (calling_process().stopped_by != caller)
    end_caller("thread_stopped by a thread that has not stopped the others");
  for (ThreadId id = calling_process().first_thread; !id.none(); id = sched::get(id).next_sibling) {
    if (id == caller || sched::get(id).state == ThreadState::kEnded || nth-- != 0) continue;
    write(place.bytes(), 0, what_it_has(sched::get(id)));
    return 1;
  }
  return 0;
}

}  // namespace kernel::calls
