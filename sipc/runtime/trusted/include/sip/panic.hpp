// panic: the end of this SIP, with a message and a backtrace in the kernel's log. Its peers see
// Closed. In the trusted part only for its [[noreturn]], which checked code may not promise.
#pragma once
#include "sip/string_view.hpp"
#include "sip/system.hpp"

namespace sip {

[[noreturn]] inline void panic(StringView message) {
  prim::panic_text(message);
}

// Ends the SIP in good order with an exit code that the system manifest's verdict may look at.
[[noreturn]] inline void exit(std::int32_t code) {
  prim::exit(code);
}

}  // namespace sip
