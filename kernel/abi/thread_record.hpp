// What %gs points to while a thread of a SIP runs, on both HALs. SIP code may read it and writes
// %gs:24 alone; the rest only trusted code does. The offsets are ABI: code generation (SafeStack)
// and the kernel's entry stubs name them as numbers.
// SAFETY: a layout alone; only entry stubs and trusted code use the pointer in it.
#pragma once
#include <cstddef>
#include <cstdint>

namespace abi {

struct ThreadRecord {
  ThreadRecord* self;                  // %gs:0
  std::uint64_t stack_low;             // %gs:8   lowest usable address of the (data) stack
  std::uint64_t stack_high;            // %gs:16  one past its end
  std::uint64_t unsafe_stack_pointer;  // %gs:24  its pointer, which SIP code moves; rsp is the
                                       // call stack's
  std::uint64_t kernel_stack_top;      // %gs:32  of the CPU that runs the thread; the HAL writes it
                                       // before resuming
  std::uint64_t reserved[3];           // %gs:40
};

static_assert(offsetof(ThreadRecord, unsafe_stack_pointer) == 24);
static_assert(offsetof(ThreadRecord, kernel_stack_top) == 32);
static_assert(sizeof(ThreadRecord) == 64);

}  // namespace abi
