// The primitives of drivers. `address` is a number that device_map or dma_allocate gave, 0 = none;
// reads and writes check the offset. Typing rules: docs/primitives.md. Only `sip::` headers name
// them.
#pragma once
#include <cstdint>

namespace sip::prim {

std::uint64_t irq_event(std::uint32_t index) asm("sip_irq_event");  // 0: no such line here
void irq_unmask(std::uint32_t index) asm("sip_irq_unmask");
std::uint64_t device_map(std::uint32_t index) asm("sip_device_map");  // 0: no such device here
bool dma_allocate(std::uint64_t bytes, std::uint64_t& address,
                  std::uint64_t& physical) asm("sip_dma_allocate");  // false: quota
std::uint64_t device_read(std::uint64_t address, std::uint64_t bytes, std::uint64_t offset,
                          std::uint32_t width) asm("sip_device_read");
void device_write(std::uint64_t address, std::uint64_t bytes, std::uint64_t offset,
                  std::uint32_t width, std::uint64_t value) asm("sip_device_write");

}  // namespace sip::prim
