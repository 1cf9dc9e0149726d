// log: one line in the system log, prefixed with this SIP's name by the kernel. Needs the ABI group
// "diagnosis".
#pragma once
#include "sip/line.hpp"
#include "sip/system.hpp"

namespace sip {

template <class... Args>
void log(FormatString<std::type_identity_t<Args>...> format, const Args&... args) {
  Line line;
  format_to<Args...>(line, format, args...);
  prim::log_line(line.bytes(), line.size(), Line::kCapacity);
}

}  // namespace sip
