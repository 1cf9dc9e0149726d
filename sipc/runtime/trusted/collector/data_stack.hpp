// The calling thread's data stack as a place where references can be: everything that a pointer
// leads to lies there (docs/verification-machine.md), and the collector, as it comes, knows only
// the call stack.
#pragma once
#include <gc_mark.h>

#include "collector.hpp"

namespace sip::body::collector {

// SAFETY: from the stack's pointer to its end (abi::ThreadRecord), all mapped and the SIP's; the
// frames of everybody who called the collector lie there.
inline void push_own_data_stack() {
  if (!own_data_stack) return;
  char* pointer = nullptr;
  char* end = nullptr;
  asm volatile("movq %%gs:24, %0\n\tmovq %%gs:16, %1" : "=r"(pointer), "=r"(end));
  GC_push_all_eager(pointer, end);
}

}  // namespace sip::body::collector
