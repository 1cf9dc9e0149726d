// What stands between the primitives of collected memory and the collector: its start at first use,
// and whose stacks it looks at. One of two files defines it: single.cpp for SIPs that never spawn a
// thread, threads.cpp for the others; sipc links the one that fits.
#pragma once

namespace sip::body::collector {

// Before the collector starts.
void prepare();

extern bool other_stacks;  // threads.cpp
extern bool own_data_stack;

// Called when a collection has found what is referred to, and before it sweeps the rest; null if
// nobody wants to know. It may not call the collector.
extern void (*after_marking)();
inline void marked() {
  if (after_marking != nullptr) after_marking();
}

// Round every call of the collector: one thread at a time, and the calling one's stack is known.
void enter();
void leave();

class Entered {
 public:
  Entered() { enter(); }
  ~Entered() { leave(); }
  Entered(const Entered&) = delete;
  Entered& operator=(const Entered&) = delete;
};

}  // namespace sip::body::collector
