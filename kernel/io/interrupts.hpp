// Interrupt lines that manifests grant: each is open while a SIP has its event. A line that fires
// is masked and its event signalled; the SIP asks its device what it has, then unmasks.
#pragma once
#include "sync/waitable.hpp"

namespace kernel::interrupts {

inline constexpr std::uint32_t kLines = 24;

// False: this machine has no such line, or it is open already.
[[nodiscard]] bool open(std::uint32_t line, bool level, ObjectId event);
void close(std::uint32_t line);
ObjectId event_of(std::uint32_t line);  // none if the line is not open
bool any_open();
// The line has fired.
void fired(std::uint32_t line);

}  // namespace kernel::interrupts
