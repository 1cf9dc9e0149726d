// The collector in a SIP with one thread: its stack is known from the start, and nobody else is
// there to be kept out.
#include <gc.h>

#include "collector.hpp"

namespace sip::body::collector {

namespace {
void on_event(GC_EventType event) {
  if (event == GC_EVENT_MARK_END) marked();
}
}  // namespace

// SAFETY: sipc links this variant only when no gate of the module spawns a thread.
void prepare() {
  GC_set_on_collection_event(on_event);
}
void enter() {}
void leave() {}

}  // namespace sip::body::collector
