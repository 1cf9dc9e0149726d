// Preemption and kernel calls: what a thread had in its registers it finds again.
#include <cstring>

#include "test_kernel.hpp"

namespace test {
namespace {

Sip threads[2];
unsigned running = 0, ticks = 0;
std::uint64_t most_instructions = 0;

// --- Two threads that spin and look at all their registers, switched at every tick.

constexpr unsigned kPreemptions = 1000;

void fill_spin_data(Sip& sip, std::uint64_t seed) {
  auto* bytes = reinterpret_cast<std::uint8_t*>(sip.data);
  for (unsigned i = 8; i < 0x300; ++i) bytes[i] = static_cast<std::uint8_t>(seed * i + seed);
  const std::uint32_t mxcsr[] = {0x1f80, 0x7f80};  // round to nearest, round to zero
  std::memset(bytes + 0x88, 0, 8);
  std::memcpy(bytes + 0x88, &mxcsr[seed % 2], 4);
  const std::uint64_t record = reinterpret_cast<std::uint64_t>(&sip.context.record);
  std::memcpy(bytes + 0x98, &record, 8);
}

void preemption(const hal::BootInfo&) {
  for (unsigned i = 0; i < 2; ++i) {
    load(threads[i], i, programs_start, programs_end, program_spin);
    fill_spin_data(threads[i], 2 * i + 3 + i);
  }
  hal::start_ticks(100'000);
  hal::resume(threads[0].context);
}

void switch_threads(hal::Context* current) {
  expect(current == &threads[running].context, "the thread that ran");
  expect_equal(current->full, 1, "context is full");
  if (++ticks == kPreemptions) {
    expect(*threads[0].data_words() > 100 && *threads[1].data_words() > 100, "both threads ran");
    pass();
  }
  running = 1 - running;
  hal::resume(threads[running].context);
}

void spin_failed(hal::Context* current, const hal::Fault&) {
  print("test: rounds ");
  print_number(*threads[running].data_words());
  print(", rip in the program ");
  print_hex(current->registers.rip - threads[running].code);
  print("\n");
  fail("a register changed");
}

// --- Two threads that make calls, preempted at any instruction; half of the calls come back
// through resume().

constexpr std::uint64_t kRounds = 3000;
constexpr unsigned kTicksInCalls = 100;

}  // namespace

std::uint64_t call_sum(std::uint64_t a, std::uint64_t b, std::uint64_t c, std::uint64_t d,
                       std::uint64_t e, std::uint64_t f) {
  return a + b + c + d + e + f;
}

// Leaves the caller waiting and goes on with the other thread, whose registers are clobbered first:
// resume() must bring them all.
void call_b(std::uint64_t round) {
  hal::Context& caller = threads[running].context;
  expect_equal(caller.full, 0, "inside a call the context is not full");
  caller.result = round + 7;
  const bool enough = threads[0].data_words()[0] > kRounds && threads[1].data_words()[0] > kRounds;
  if (enough && ticks >= kTicksInCalls) pass();  // without ticks it goes on until the time limit
  running = 1 - running;
  asm volatile(
      "mov $-1, %%rbx; mov %%rbx, %%r12; mov %%rbx, %%r13; mov %%rbx, %%r14; mov %%rbx, %%r15" ::
          : "rbx", "r12", "r13", "r14", "r15");
  hal::resume(threads[running].context);
}

void call_failed() {
  fail("a call's result or a preserved register is wrong");
}

std::uint64_t empty_call() {
  return 0;
}

void cost_measured() {
  const std::uint64_t per_round = threads[0].data_words()[0] / 1000;
  print("test: instructions (hosted: ticks) per round of the loop ");
  print_number(per_round);
  print("\n");
  if (argument == "counted") expect(per_round <= most_instructions, "no more than it has to be");
  pass();
}

void call_switch() {
  hal::Context& caller = hal::calling_context();
  caller.result = 0;
  hal::resume((&caller == &threads[0].context ? threads[1] : threads[0]).context);
}

namespace {

void calls(const hal::BootInfo&) {
  for (unsigned i = 0; i < 2; ++i) {
    load(threads[i], i, programs_start, programs_end, program_call);
    for (unsigned entry = 0; entry < 3; ++entry)
      threads[i].data_words()[1 + entry] = hal::call_entry(kCallSum + entry).value;
  }
  hal::start_ticks(50'000);
  hal::resume(threads[0].context);
}

void tick_in_calls(hal::Context* current) {
  expect(current == &threads[running].context, "the thread that ran");
  ticks += 1;
  running = ticks % 3 == 0 ? 1 - running : running;
  hal::resume(threads[running].context);
}

// --- What an empty call costs. With -icount shift=0 the time-stamp counter counts instructions.

void call_cost(const hal::BootInfo&) {
  most_instructions = 21;  // the call 14, the kernel's function 5, the loop 2
  load(threads[0], 0, programs_start, programs_end, program_call_cost);
  threads[0].data_words()[1] = hal::call_entry(kCallEmpty).value;
  threads[0].data_words()[2] = hal::call_entry(kCallCostMeasured).value;
  hal::resume(threads[0].context);
}

// Four calls and two resumptions.
void pair_cost(const hal::BootInfo&) {
  most_instructions = 124;
  for (unsigned i = 0; i < 2; ++i) {
    load(threads[i], i, programs_start, programs_end, program_pair_cost);
    threads[i].data_words()[1] = hal::call_entry(kCallEmpty).value;
    threads[i].data_words()[2] = hal::call_entry(kCallCostMeasured).value;
    threads[i].data_words()[3] = hal::call_entry(kCallSwitch).value;
  }
  hal::resume(threads[0].context);
}

// --- A SIP without a stack is preempted like any other.

void no_stack(const hal::BootInfo&) {
  load(threads[0], 0, programs_start, programs_end, program_no_stack);
  hal::start_ticks(200'000);
  hal::resume(threads[0].context);
}

void tick_without_stack(hal::Context* current) {
  expect(current == &threads[0].context, "the thread that ran");
  // The first ticks may come before its first instruction; once its stack is gone, it stays so.
  if (ticks > 0) expect_equal(current->registers.rsp, 0, "rsp as the SIP left it");
  if (current->registers.rsp == 0 && ++ticks == 100) pass();
  hal::resume(*current);
}

// --- Idle: ticks come with no thread, and then a thread can be resumed.

void idle_ticks(const hal::BootInfo&) {
  hal::start_ticks(1'000'000);
  hal::idle();
}

void tick_when_idle(hal::Context* current) {
  static std::uint64_t first_ns;
  ticks += 1;
  if (ticks == 1) first_ns = hal::now_ns();
  if (ticks <= 50) {
    expect(current == nullptr, "nobody ran");
    hal::idle();
  }
  const std::uint64_t took = hal::now_ns() - first_ns;
  print("test: 50 ticks of 1 ms took us ");
  print_number(took / 1000);
  print("\n");
  expect(took > 45'000'000, "ticks are not too fast");
  pass();
}

}  // namespace

const Scenario kThreadScenarios[] = {
    {.name = "preemption", .run = preemption, .on_fault = spin_failed, .on_tick = switch_threads},
    {.name = "calls", .run = calls, .on_fault = spin_failed, .on_tick = tick_in_calls},
    {.name = "call-cost", .run = call_cost},
    {.name = "pair-cost", .run = pair_cost},
    {.name = "no-stack", .run = no_stack, .on_tick = tick_without_stack},
    {.name = "idle", .run = idle_ticks, .on_tick = tick_when_idle},
    {}};

}  // namespace test
