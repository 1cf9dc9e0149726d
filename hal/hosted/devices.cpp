// The devices of a Linux process: the ports and the interrupt line of the disk, when it has one
// (disk.hpp); no device pages.
#include <mutex>

#include "disk.hpp"
#include "machine.hpp"

namespace hal {
namespace {

// The disk's line. Level-triggered: it fires while the controller wants it and it is not masked.
std::mutex line_lock;
bool line_open = false, line_masked = false, line_asserted = false;

void fire_if_due() {
  if (!line_open || line_masked || !line_asserted) return;
  line_masked = true;
  hosted::interrupt_first_cpu();
}

bool is_register(std::uint16_t port, unsigned width_bytes) {
  return hosted::has_disk() && width_bytes == 4 && port >= hosted::kDiskPort &&
         port - hosted::kDiskPort < hosted::kDiskPorts && port % 4 == 0;
}

void need_open(std::uint32_t line, const char* message) {
  if (line != hosted::kDiskLine || !line_open) hosted::stop(message);
}

}  // namespace

namespace hosted {

void set_disk_line(bool asserted) {
  const std::lock_guard guard(line_lock);
  line_asserted = asserted;
  fire_if_due();
}

}  // namespace hosted

bool has_io_ports() {
  return hosted::has_disk();
}
std::uint32_t port_read(std::uint16_t port, unsigned width_bytes) {
  if (!is_register(port, width_bytes))
    return ~std::uint32_t{0};  // as on a bus where nobody answers
  return hosted::disk_read(static_cast<std::uint16_t>(port - hosted::kDiskPort));
}
void port_write(std::uint16_t port, unsigned width_bytes, std::uint32_t value) {
  if (is_register(port, width_bytes))
    hosted::disk_write(static_cast<std::uint16_t>(port - hosted::kDiskPort), value);
}

bool irq_open(std::uint32_t line, IrqTrigger) {
  const std::lock_guard guard(line_lock);
  if (line != hosted::kDiskLine || !hosted::has_disk() || line_open) return false;
  line_open = true;
  line_masked = false;
  fire_if_due();
  return true;
}
void irq_unmask(std::uint32_t line) {
  const std::lock_guard guard(line_lock);
  need_open(line, "[H-047] irq_unmask: the line is not open");
  line_masked = false;
  fire_if_due();
}
void irq_close(std::uint32_t line) {
  const std::lock_guard guard(line_lock);
  need_open(line, "[H-048] irq_close: the line is not open");
  line_open = false;
}

bool is_device_frame(Frame) {
  return false;
}
// SAFETY: nothing is mapped: the kernel asks only for frames that is_device_frame() knows.
void map_device(VirtAddr, Frame) {
  hosted::stop("[H-043] map_device: there are no devices");
}
void unmap_device(VirtAddr) {
  hosted::stop("[H-045] unmap_device: no device is mapped there");
}

}  // namespace hal
