// The few HAL functions that the image checker reaches, for in-process tests.
#include "fake_hal.hpp"

#include <cstdlib>

#include "base/text.hpp"
#include "hal/boot.hpp"
#include "hal/memory.hpp"

namespace fake_hal {
std::string& console() {
  static std::string text;
  return text;
}
}  // namespace fake_hal

namespace hal {
void console_write(std::string_view text) {
  fake_hal::console() += text;
}
void power_off(ExitCode) {
  std::abort();
}
std::uint32_t page_table_frames_for(std::uint64_t, std::uint32_t) {
  return 0;
}
}  // namespace hal

// No report is recorded here.
void kernel::keep_line(std::string_view) {}
