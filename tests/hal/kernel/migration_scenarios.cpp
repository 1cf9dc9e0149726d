// Threads that wander between CPUs: at every tick, and whenever a call blocks. A thread that was
// left on one CPU may be resumed on another as soon as the lock is free, so whatever the HAL
// touches too late shows as a wrong register.
#include <cstring>

#include "big_lock.hpp"

namespace test {

namespace {
bool held = false;
}

void lock() {
  while (__atomic_test_and_set(&held, __ATOMIC_ACQUIRE)) hal::serve_flush();
}
void unlock() {
  __atomic_clear(&held, __ATOMIC_RELEASE);
}

namespace {

constexpr unsigned kMaxThreads = 8;
constexpr std::uint64_t kTickNs = 200'000;

Sip sips[kMaxThreads];
unsigned sip_count = 0;
ThreadQueue ready;
unsigned ticks_of[hal::kMaxCpus] = {};
std::uint32_t seen_on[kMaxThreads] = {};  // bit for each CPU that resumed it

unsigned number_of(const hal::Context& context) {
  for (unsigned i = 0; i < sip_count; ++i)
    if (&sips[i].context == &context) return i;
  fail("a context that is none of ours");
}

// With the lock held, which it gives back.
[[noreturn]] void run_next() {
  hal::Context* const next = ready.take();
  if (next) seen_on[number_of(*next)] |= 1u << hal::this_cpu();
  unlock();
  if (!next) hal::idle();
  hal::resume(*next);
}

// One thread more than CPUs, and at least two.
void start(const char* program, void (*prepare)(Sip& sip, unsigned number)) {
  sip_count = boot_info->cpu_count + 1;
  expect(sip_count <= kMaxThreads, "CPUs for which there are threads");
  for (unsigned i = 0; i < sip_count; ++i) {
    load(sips[i], i, programs_start, programs_end, program);
    prepare(sips[i], i);
    ready.put(sips[i].context);
  }
  hal::start_other_cpus();
}

bool all_wandered() {
  std::uint32_t all = (1u << boot_info->cpu_count) - 1;
  for (unsigned i = 0; i < sip_count; ++i)
    if (seen_on[i] != all) return false;
  return true;
}

bool all_ticked(unsigned times) {
  for (unsigned i = 0; i < boot_info->cpu_count; ++i)
    if (ticks_of[i] < times) return false;
  return true;
}

[[noreturn]] void join() {
  hal::start_ticks(kTickNs);
  lock();
  run_next();
}

// --- Preempted at any instruction.

void fill_spin_data(Sip& sip, unsigned number) {
  auto* bytes = reinterpret_cast<std::uint8_t*>(sip.data);
  const std::uint32_t seed = 2 * number + 3;
  for (unsigned i = 8; i < 0x300; ++i) bytes[i] = static_cast<std::uint8_t>(seed * i + seed);
  const std::uint32_t mxcsr[] = {0x1f80, 0x7f80};  // round to nearest, round to zero
  std::memset(bytes + 0x88, 0, 8);
  std::memcpy(bytes + 0x88, &mxcsr[number % 2], 4);
  const auto record = reinterpret_cast<std::uint64_t>(&sip.context.record);
  std::memcpy(bytes + 0x98, &record, 8);
}

void migrate(const hal::BootInfo&) {
  start(program_spin, fill_spin_data);
  join();
}

void tick(hal::Context* current) {
  lock();
  ticks_of[hal::this_cpu()] += 1;
  if (all_ticked(300) && all_wandered()) {
    for (unsigned i = 0; i < sip_count; ++i)
      expect(sips[i].data_words()[0] > 100, "each thread got on");
    pass();
  }
  if (current) ready.put(*current);
  run_next();
}

void changed(hal::Context* current, const hal::Fault&) {
  lock();
  const unsigned number = number_of(*current);
  print("test: thread ");
  print_number(number);
  print(", rip in the program ");
  print_hex(current->registers.rip - sips[number].code);
  print("\n");
  fail("a register changed");
}

// --- Blocked in calls: half of the calls return, half come back through resume(), mostly
// elsewhere.

constexpr std::uint64_t kRounds = 20'000;

void fill_call_data(Sip& sip, unsigned) {
  sip.data_words()[1] = hal::call_entry(kCallSum).value;
  sip.data_words()[2] = hal::call_entry(kCallMoveOn).value;
  sip.data_words()[3] = hal::call_entry(kCallFailed).value;
}

void migrate_in_calls(const hal::BootInfo&) {
  start(program_call, fill_call_data);
  join();
}

}  // namespace

// Its caller waits at the end of the queue; the first of it runs.
std::uint64_t call_move_on(std::uint64_t round) {
  hal::Context& caller = hal::calling_context();
  expect_equal(caller.full, 0, "inside a call the context is not full");
  lock();
  if (round > kRounds && all_ticked(20) && all_wandered()) pass();
  caller.result = round + 7;
  ready.put(caller);
  asm volatile(
      "mov $-1, %%rbx; mov %%rbx, %%r12; mov %%rbx, %%r13; mov %%rbx, %%r14; mov %%rbx, %%r15" ::
          : "rbx", "r12", "r13", "r14", "r15");
  run_next();
}

const Scenario kMigrationScenarios[] = {
    {.name = "migrate", .run = migrate, .on_fault = changed, .on_tick = tick, .on_cpu_start = join},
    {.name = "migrate-in-calls",
     .run = migrate_in_calls,
     .on_fault = changed,
     .on_tick =
         [](hal::Context* current) {
           lock();
           ticks_of[hal::this_cpu()] += 1;
           if (current) ready.put(*current);
           run_next();
         },
     .on_cpu_start = join},
    {}};

}  // namespace test
