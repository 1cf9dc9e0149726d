// What a SIP's start leaves behind for other bodies.
#pragma once

namespace sip::body {

// Above everything that the first thread's functions keep on its stack.
void* first_stack_bottom();

}  // namespace sip::body
