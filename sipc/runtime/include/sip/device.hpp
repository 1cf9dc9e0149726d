// What drivers hold beside I/O ports: Interrupt, DeviceMemory, DmaBuffer. Only the entry glue makes
// the first two, from the manifest; holding one proves that the manifest grants it, not that this
// machine has the device: exists() says so. Needs the ABI group "io"; waiting needs "sync".
#pragma once
#include <concepts>
#include <cstdint>
#include <utility>

#include "sip/device_primitives.hpp"
#include "sip/shared.hpp"
#include "sip/system.hpp"

namespace sip {

/// An interrupt line. After each interrupt the line is quiet until acknowledge().
class Interrupt {
 public:
  explicit Interrupt(detail::Grant, std::uint32_t index)
      : event_(prim::irq_event(index)), index_(index) {}
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;
  Interrupt(Interrupt&& other) noexcept
      : event_(std::exchange(other.event_, 0)), index_(other.index_) {}
  Interrupt& operator=(Interrupt&&) = delete;

  [[nodiscard]] bool exists() const { return event_ != 0; }
  void wait() const { prim::event_wait(event_, detail::kForever); }
  /// False: the deadline passed first.
  [[nodiscard]] bool wait_until(Instant deadline) const {
    return prim::event_wait(event_, detail::deadline_of(deadline));
  }
  void acknowledge() const { prim::irq_unmask(index_); }

 private:
  friend struct detail::HandleOf;
  std::uint64_t event_ = 0;
  std::uint32_t index_ = 0;
};

namespace detail {

/// Registers or shared memory at a fixed place, by value. An access outside ends the SIP.
class DeviceRange {
 public:
  DeviceRange(std::uint64_t address, std::uint64_t bytes) : address_(address), bytes_(bytes) {}
  DeviceRange(const DeviceRange&) = delete;
  DeviceRange& operator=(const DeviceRange&) = delete;
  DeviceRange(DeviceRange&& other) noexcept
      : address_(std::exchange(other.address_, 0)), bytes_(other.bytes_) {}
  DeviceRange& operator=(DeviceRange&&) = delete;

  [[nodiscard]] bool exists() const { return address_ != 0; }
  std::uint64_t size() const { return bytes_; }

  template <std::unsigned_integral Register>
  Register read(std::uint64_t offset) const {
    return static_cast<Register>(prim::device_read(address_, bytes_, offset, sizeof(Register)));
  }
  template <std::unsigned_integral Register>
  void write(std::uint64_t offset, Register value) const {
    prim::device_write(address_, bytes_, offset, sizeof(Register), value);
  }

 private:
  std::uint64_t address_ = 0, bytes_ = 0;
};

}  // namespace detail

/// A range of device registers.
class DeviceMemory : public detail::DeviceRange {
 public:
  explicit DeviceMemory(detail::Grant, std::uint32_t index, std::uint64_t bytes)
      : DeviceRange(prim::device_map(index), bytes) {}
};

/// Memory that a device can reach, at the same place until the SIP ends.
class DmaBuffer : public detail::DeviceRange {
 public:
  /// exists() is false when the manifest's io.dma or the machine's memory does not allow it.
  static DmaBuffer make(std::uint64_t bytes) {
    std::uint64_t address = 0, physical = 0;
    if (!prim::dma_allocate(bytes, address, physical)) return DmaBuffer(0, 0, 0);
    return DmaBuffer(address, bytes, physical);
  }
  /// What the device must be told.
  std::uint64_t physical_address() const { return physical_; }

 private:
  DmaBuffer(std::uint64_t address, std::uint64_t bytes, std::uint64_t physical)
      : DeviceRange(address, bytes), physical_(physical) {}
  std::uint64_t physical_ = 0;
};

}  // namespace sip
