// Interrupt lines and their events. See interrupts.hpp.
#include "io/interrupts.hpp"

#include <array>

#include "hal/boot.hpp"
#include "sync/objects.hpp"

namespace kernel::interrupts {
namespace {

std::array<ObjectId, kLines> events{};
std::uint32_t open_lines = 0;

}  // namespace

bool open(std::uint32_t line, bool level, ObjectId event) {
  if (line >= kLines || !events[line].none()) return false;
  if (!hal::irq_open(line, level ? hal::IrqTrigger::kLevel : hal::IrqTrigger::kFirmware))
    return false;
  events[line] = event;
  objects::get(event).irq = line;
  ++open_lines;
  return true;
}

void close(std::uint32_t line) {
  hal::irq_close(line);
  events[line] = {};
  --open_lines;
}

ObjectId event_of(std::uint32_t line) {
  return line < kLines ? events[line] : ObjectId{};
}

bool any_open() {
  return open_lines != 0;
}

void fired(std::uint32_t line) {
  if (const ObjectId event = event_of(line); !event.none()) objects::signal(event);
}

}  // namespace kernel::interrupts
