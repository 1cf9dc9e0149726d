// The collector in a SIP with one thread: its call stack is known from the start, and nobody else
// is there to be kept out.
#include <gc.h>

#include "collector.hpp"
#include "data_stack.hpp"

namespace sip::body::collector {

bool own_data_stack = true;  // a test hook says false, to show what it is looked at for

namespace {
void on_event(GC_EventType event) {
  if (event == GC_EVENT_MARK_END) marked();
}
}  // namespace

// SAFETY: sipc links this variant only when no gate of the module spawns a thread.
void prepare() {
  GC_set_push_other_roots(push_own_data_stack);
  GC_set_on_collection_event(on_event);
}
void enter() {}
void leave() {}

}  // namespace sip::body::collector
