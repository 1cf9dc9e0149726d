// The system console, for the one SIP whose manifest has the ABI group "console": formatted output
// and line input with backspace.
#pragma once
#include <cstdint>

#include "sip/line.hpp"
#include "sip/system.hpp"

namespace sip::console {

// Writes the formatted text as it is, without a line end of its own.
template <class... Args>
void write(FormatString<std::type_identity_t<Args>...> format, const Args&... args) {
  Line line;
  format_to<Args...>(line, format, args...);
  prim::console_write(line.bytes(), line.size(), Line::kCapacity);
}

// Reads up to the next line end, echoing what is typed. False at the end of input; what was typed
// before it is in `line` all the same.
inline bool read_line(Line& line) {
  constexpr std::int32_t kBackspace = 8;
  constexpr std::int32_t kDelete = 127;
  constexpr std::int32_t kEndOfTransmission = 4;  // Control-D
  line.clear();
  while (true) {
    const std::int32_t byte = prim::console_read_byte();
    if (byte < 0 || (byte == kEndOfTransmission && line.empty())) return false;
    if (byte == '\n' || byte == '\r') {
      write("\n");
      return true;
    }
    if (byte == kBackspace || byte == kDelete) {
      if (!line.empty()) write("\b \b");
      line.drop_last();
    } else if (byte >= ' ' && line.size() < Line::kCapacity) {
      line.append(static_cast<char>(byte));
      write("{}", static_cast<char>(byte));
    }
  }
}

}  // namespace sip::console
