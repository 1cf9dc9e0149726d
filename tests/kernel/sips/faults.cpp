// One SIP for every way to go wrong: the process's name says which, its first argument how many
// nanoseconds it waits before. It exports C1 as "service", so that a witness sees what its end
// looks like from outside.
#include "sip.hpp"

namespace {

volatile int64_t zero = 0;
const volatile char constant_text[] = "read-only";
char writable_text[64] = "data";

[[gnu::noinline]] int64_t recurse(int64_t depth) {
  volatile char filler[512];
  filler[depth % 512] = 1;
  if (depth < 0) return 0;
  return recurse(depth + 1) + filler[0];
}

[[gnu::noinline]] void jump_to(uint64_t address) {
  reinterpret_cast<void (*)()>(address)();
}

template <class T>
volatile T& at(uint64_t address) {
  return *reinterpret_cast<volatile T*>(address);
}

void null_read(uint64_t) {
  zero = at<int64_t>(0x18);
}
void null_write(uint64_t) {
  at<int64_t>(8) = 1;
}
void wild_jump(uint64_t) {
  jump_to(0x1234567000);
}
void null_call(uint64_t) {
  jump_to(0);
}
void far_jump(uint64_t) {
  jump_to(0xdead000000000000);
}
void far_read(uint64_t) {
  zero = at<int64_t>(0xdead000000000000);
}
void overflow(uint64_t) {
  log("", recurse(0));
}
void divide(uint64_t) {
  log("", 7 / zero);
}
void shift_trap(uint64_t) {
  __asm__ volatile(".byte 0x67, 0x0f, 0xb9, 0x40, 20");
}
void bool_trap(uint64_t) {
  __asm__ volatile(".byte 0x67, 0x0f, 0xb9, 0x40, 10");
}
void return_trap(uint64_t) {
  __asm__ volatile(".byte 0x67, 0x0f, 0xb9, 0x40, 11");
}
void plain_trap(uint64_t) {
  __builtin_trap();
}
void padding(uint64_t) {
  __asm__ volatile("int3");
}
void panic(uint64_t) {
  k_process_panic("index 7 of 3\n\x1b[31m", 18);
}
void bad_panic(uint64_t) {
  k_process_panic(reinterpret_cast<const char*>(8), 100);
}
void write_text(uint64_t) {
  at<char>(reinterpret_cast<uint64_t>(&null_read)) = 0;
}
void write_constant(uint64_t) {
  at<char>(reinterpret_cast<uint64_t>(constant_text)) = 0;
}
void run_data(uint64_t) {
  jump_to(reinterpret_cast<uint64_t>(writable_text));
}
void bad_stack(uint64_t) {
  __asm__ volatile("movq $0x100, %%rsp; pushq $1" ::: "memory");
}
void bad_stack_call(uint64_t) {
  __asm__ volatile("movq $0x100, %%rsp; jmp k_thread_yield" ::: "memory");
}
void flags(uint64_t) {
  __asm__ volatile("pushfq; orq $0x400, (%%rsp); popfq; movq $8, %%rax; movq (%%rax), %%rax" ::
                       : "rax", "memory");
}

void send_wrong_state(uint64_t service) {
  int64_t y = 1;
  k_channel_send(service, kReply, &y, 8);
}
void send_unknown(uint64_t service) {
  k_channel_send(service, 77, nullptr, 0);
}
void receive_wrong_state(uint64_t service) {
  int64_t x = 0;
  k_channel_receive(service, &x, 8, abi::kNever);
  k_channel_receive(service, &x, 8, abi::kNever);
}
void wrong_size(uint64_t service) {
  int64_t x = 0;
  k_channel_receive(service, &x, 8, abi::kNever);
  k_channel_send(service, kReply, &x, 16);
}
void foreign_message(uint64_t service) {
  int64_t x = 0;
  k_channel_receive(service, &x, 8, abi::kNever);
  k_channel_send(service, kReply, reinterpret_cast<void*>(0x1000), 8);
}
// The message is right: it must not be delivered all the same.
void exchange_small_buffer(uint64_t service) {
  int64_t x = 0;
  k_channel_receive(service, &x, 8, abi::kNever);
  k_channel_exchange(service, kReply, &x, writable_text, 8 | 4 << 16);
}
void small_buffer(uint64_t service) {
  k_channel_receive(service, writable_text, 4, abi::kNever);
}
void constant_buffer(uint64_t service) {
  k_channel_receive(service, const_cast<char*>(constant_text), 8, abi::kNever);
}
void text_buffer(uint64_t service) {
  k_channel_receive(service, reinterpret_cast<void*>(&null_read), 8, abi::kNever);
}
void kernel_buffer(uint64_t service) {
  k_channel_receive(service, reinterpret_cast<void*>(0xffffffff80000000), 8, abi::kNever);
}
void huge_buffer(uint64_t service) {
  k_channel_receive(service, writable_text, ~uint64_t{0}, abi::kNever);
}
void bad_handle(uint64_t) {
  k_channel_close(0x100000001);
}
void null_handle(uint64_t) {
  k_channel_close(0);
}
void close_twice(uint64_t service) {
  k_channel_close(service);
  k_channel_close(service);
}
void log_foreign(uint64_t) {
  k_debug_log(reinterpret_cast<const char*>(0x40000000), 8);
}
void log_wrap(uint64_t) {
  k_debug_log(writable_text, ~uint64_t{0} - 8);
}
void release_twice(uint64_t) {
  const auto block = static_cast<uint64_t>(k_exchange_allocate(100));
  k_exchange_release(block);
  k_exchange_release(block);
}
void release_inside(uint64_t) {
  k_exchange_release(static_cast<uint64_t>(k_exchange_allocate(5000)) + 4096);
}
void use_after_release(uint64_t) {
  const auto block = static_cast<uint64_t>(k_exchange_allocate(100));
  k_exchange_release(block);
  at<char>(block) = 1;
}
void past_block(uint64_t) {
  at<char>(static_cast<uint64_t>(k_exchange_allocate(4096)) + 4096) = 1;
}
void port(uint64_t) {
  k_io_port_read(0x70, 1);
}
void create_unknown(uint64_t) {
  uint64_t handles[2];
  k_channel_create(12345, 0, handles);
}
void create_middle(uint64_t) {
  uint64_t handles[2];
  k_channel_create(kC1, 1, handles);
}
void exit_seven(uint64_t) {
  exit_with(7);
}
void invalid_opcode(uint64_t) {
  __asm__ volatile("ud2");
}
void breach_while_others_wait(uint64_t service) {
  int64_t x = 0;
  k_channel_receive(service, &x, 8, abi::kNever);
  k_channel_send(service, kRequest, &x, 8);
}
// Everything that a manifest limits, up to the limit; each refusal is an error that a SIP can meet.
// It panics over the last.
void quota_breach(uint64_t) {
  uint64_t handles[2];
  while (k_exchange_allocate(4096) > 0) {
  }
  while (k_channel_create(kC1, 0, handles) == abi::kOk) {
  }
  while (k_sync_event_create(0) > 0) {
  }
  while (k_memory_grow(4096) > 0) {
  }
  if (k_thread_create(1) != abi::kQuotaExceeded) return;
  if (k_exchange_allocate(4096) != abi::kQuotaExceeded ||
      k_channel_create(kC1, 0, handles) != abi::kQuotaExceeded)
    return;
  if (k_sync_event_create(0) != abi::kQuotaExceeded || k_memory_grow(4096) != abi::kQuotaExceeded)
    return;
  k_process_panic("every quota is used up", 22);
}
// Without end; the manifest has a share of the CPU, or a watchdog, or neither.
void spin(uint64_t) {
  for (volatile int64_t turns = 0;; turns = turns + 1) {
  }
}
// Waits now and then: no watchdog minds.
void busy_but_well(uint64_t) {
  for (int i = 0; i < 4; ++i) {
    for (const int64_t end = k_time_now() + 8'000'000; k_time_now() < end;) {
    }
    k_thread_yield();
  }
}

struct Mode {
  const char* name;
  void (*run)(uint64_t service);
};

#define MODE(name) {#name, &name}
const Mode kModes[] = {
    MODE(null_read),
    MODE(null_write),
    MODE(wild_jump),
    MODE(null_call),
    MODE(far_jump),
    MODE(far_read),
    MODE(overflow),
    MODE(divide),
    MODE(shift_trap),
    MODE(bool_trap),
    MODE(return_trap),
    MODE(plain_trap),
    MODE(padding),
    MODE(panic),
    MODE(bad_panic),
    MODE(write_text),
    MODE(write_constant),
    MODE(run_data),
    MODE(bad_stack),
    MODE(bad_stack_call),
    MODE(flags),
    MODE(send_wrong_state),
    MODE(send_unknown),
    MODE(receive_wrong_state),
    MODE(wrong_size),
    MODE(foreign_message),
    MODE(exchange_small_buffer),
    MODE(small_buffer),
    MODE(constant_buffer),
    MODE(text_buffer),
    MODE(kernel_buffer),
    MODE(huge_buffer),
    MODE(bad_handle),
    MODE(null_handle),
    MODE(close_twice),
    MODE(log_foreign),
    MODE(log_wrap),
    MODE(release_twice),
    MODE(release_inside),
    MODE(use_after_release),
    MODE(past_block),
    MODE(port),
    MODE(create_unknown),
    MODE(create_middle),
    MODE(exit_seven),
    MODE(invalid_opcode),
    MODE(breach_while_others_wait),
    MODE(quota_breach),
    MODE(spin),
    MODE(busy_but_well),
};

}  // namespace

extern "C" void sip_entry(const abi::StartBlock* start) {
  for (const Mode& mode : kModes) {
    if (!same(mode.name, start->name)) continue;
    if (start->arguments[0] != 0)
      k_time_sleep_until(static_cast<uint64_t>(k_time_now()) + start->arguments[0]);
    mode.run(start->endpoints[0]);
    log("still alive");
    exit_with(3);
  }
  log("no such mode");
  exit_with(4);
}
