// The collector in a SIP with one thread: its stack is known from the start, and nobody else is
// there to be kept out.
#include "collector.hpp"

namespace sip::body::collector {

// SAFETY: sipc links this variant only when no gate of the module spawns a thread.
void prepare() {}
void enter() {}
void leave() {}

}  // namespace sip::body::collector
