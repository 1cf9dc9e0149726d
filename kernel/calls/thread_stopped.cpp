// thread_stopped(nth, stopped): the stack and registers of the n-th thread that the caller has
// stopped; 1, or 0 when there are no more.
#include "calls/call.hpp"

namespace kernel::calls {
namespace {

// What a call preserves is in the context's words of its own; the vectors' registers lie 160 bytes
// into what fxsave stores.
abi::StoppedThread what_it_has(const Thread& thread) {
  const hal::Context& context = thread.context;
  abi::StoppedThread stopped{};
  stopped.call_stack_pointer = context.call_rsp;
  stopped.call_stack_high = thread.call_stack().end();
  stopped.stack_pointer = context.record.unsafe_stack_pointer;
  stopped.stack_high = context.record.stack_high;
  const std::span words(stopped.words);
  const auto put = [&](auto... values) {
    std::size_t at = 0;
    ((words[at++] = values), ...);
  };
  if (context.full == 0) {
    put(context.call_rbx, context.call_rbp, context.call_r12, context.call_r13, context.call_r14,
        context.call_r15);
    return stopped;
  }
  const hal::Registers& r = context.registers;
  stopped.call_stack_pointer = r.rsp;
  put(r.rax, r.rbx, r.rcx, r.rdx, r.rsi, r.rdi, r.rbp, r.r8, r.r9, r.r10, r.r11, r.r12, r.r13,
      r.r14, r.r15);
  for (std::size_t i = 0; i < 32; ++i)
    words[16 + i] = read<std::uint64_t>(std::as_bytes(std::span(context.fpu)), 160 + 8 * i);
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
