// The devices that a Linux process does not have: ports, interrupt lines, device pages.
// SAFETY: nothing here touches the machine: each function says no or ends the process.
#include "machine.hpp"

namespace hal {

bool has_io_ports() {
  return false;
}
std::uint32_t port_read(std::uint16_t, unsigned) {
  return ~std::uint32_t{0};
}
void port_write(std::uint16_t, unsigned, std::uint32_t) {}

bool irq_open(std::uint32_t, IrqTrigger) {
  return false;
}
void irq_unmask(std::uint32_t) {
  hosted::stop("[H-047] irq_unmask: the line is not open");
}
void irq_close(std::uint32_t) {
  hosted::stop("[H-048] irq_close: the line is not open");
}

bool is_device_frame(Frame) {
  return false;
}
void map_device(VirtAddr, Frame) {
  hosted::stop("[H-043] map_device: there are no devices");
}
void unmap_device(VirtAddr) {
  hosted::stop("[H-045] unmap_device: no device is mapped there");
}

}  // namespace hal
