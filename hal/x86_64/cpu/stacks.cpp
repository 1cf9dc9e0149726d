// Lays out the kernel stack and the interrupt stacks of a CPU with unmapped guards between them:
// see cpu.hpp.
#include "cpu/cpu.hpp"
#include "paging/address_space.hpp"
#include "paging/build.hpp"
#include "paging/early_frames.hpp"

namespace hal::x86 {

constinit Cpu cpus[kMaxCpus];

namespace {

// Returns the stack's top: 16-byte aligned, just below the words that name the CPU.
std::uint64_t make_stack(Cpu& cpu, std::uint32_t number, std::uint32_t pages) {
  const std::uint64_t slot_end = kStackArea + (cpu.index * kIstEnd + number + 1) * kStackSlotBytes;
  for (std::uint64_t page = slot_end - pages * kPageBytes; page < slot_end; page += kPageBytes)
    map_kernel_page(page, std::uint64_t{early_frames.take(1).number} * kPageBytes,
                    kWritable | kNoExecute);
  const std::uint64_t top = slot_end - sizeof(SlotTop);
  // SAFETY: the last words of a page that was mapped for this stack a moment ago.
  *reinterpret_cast<SlotTop*>(top) =
      SlotTop{.unused = 0, .index = cpu.index, .current = nullptr, .cpu = &cpu};
  return top;
}

}  // namespace

void start_stacks(Cpu& cpu) {
  cpu.kernel_stack_top = make_stack(cpu, 0, kKernelStackPages);
  for (std::uint32_t i = 1; i < kIstEnd; ++i)
    cpu.task_state.ist[i - 1] = make_stack(cpu, i, kIstStackPages);
  cpu.task_state.io_map_base = sizeof(TaskState);
}

}  // namespace hal::x86
