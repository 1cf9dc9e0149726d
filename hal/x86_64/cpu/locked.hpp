// A value and the lock that guards it: for the devices that both an interrupt on CPU 0 and the
// kernel on any CPU use. HAL and kernel run with interrupts off, so nobody interrupts the holder on
// its own CPU. Whoever holds one calls neither the kernel nor flush_other_cpus().
#pragma once

namespace hal::x86 {

template <class T>
class Locked {
 public:
  // Calls use(value) alone.
  template <class Use>
  auto with(Use use) {
    const Guard guard(held_);
    return use(value_);
  }

 private:
  class Guard {
   public:
    explicit Guard(bool& held) : held_(held) {
      while (__atomic_test_and_set(&held_, __ATOMIC_ACQUIRE)) asm volatile("pause");
    }
    ~Guard() { __atomic_clear(&held_, __ATOMIC_RELEASE); }
    Guard(const Guard&) = delete;

   private:
    bool& held_;
  };

  bool held_ = false;
  T value_{};
};

}  // namespace hal::x86
