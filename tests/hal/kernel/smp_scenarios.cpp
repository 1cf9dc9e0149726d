// What CPUs do to each other: pokes, flushes, and ending the machine.
#include "big_lock.hpp"

namespace test {
namespace {

unsigned cpu_count() {
  return boot_info->cpu_count;
}

template <class T>
T load_word(const T& word) {
  return __atomic_load_n(&word, __ATOMIC_ACQUIRE);
}
template <class T>
void store_word(T& word, T value) {
  __atomic_store_n(&word, value, __ATOMIC_RELEASE);
}

void add_one(unsigned& word) {
  __atomic_add_fetch(&word, 1, __ATOMIC_ACQ_REL);
}

Sip sips[hal::kMaxCpus];

// --- Each CPU is poked, idle ("pokes idle") or while its thread runs ("pokes busy"); no ticks
// help.

// Few: with more CPUs than the host has, each may take it a time slice.
constexpr unsigned kPokes = 8;
unsigned arrived[hal::kMaxCpus] = {}, started = 0;

[[noreturn]] void idle_or_run(hal::Context* current) {
  if (current) hal::resume(*current);
  if (argument == "idle") hal::idle();
  const std::uint32_t cpu = hal::this_cpu();
  hal::resume(sips[cpu].context);
}

void poked(hal::Context* current) {
  const std::uint32_t cpu = hal::this_cpu();
  expect(cpu != 0, "CPU 0 was not poked yet");
  expect(current == (argument == "idle" ? nullptr : &sips[cpu].context), "who was interrupted");
  add_one(arrived[cpu]);
  idle_or_run(current);
}

void self_poked(hal::Context* current) {
  if (hal::this_cpu() != 0) poked(current);
  expect(current == nullptr, "CPU 0 idled");
  pass();
}

void pokes(const hal::BootInfo&) {
  for (unsigned cpu = 0; cpu < cpu_count(); ++cpu)
    load(sips[cpu], cpu, programs_start, programs_end, program_loop);
  hal::start_other_cpus();
  // Each is poked again only when it has heard: then each poke must come, and only those.
  std::uint64_t longest_ns = 0;
  for (unsigned i = 1; i <= kPokes; ++i) {
    for (unsigned cpu = 1; cpu < cpu_count(); ++cpu) {
      const std::uint64_t start = hal::now_ns();
      hal::poke(cpu);
      wait_for([&] { return load_word(arrived[cpu]) >= i; }, "a poke did not come");
      const std::uint64_t took = hal::now_ns() - start;
      longest_ns = took > longest_ns ? took : longest_ns;
    }
  }
  for (unsigned cpu = 1; cpu < cpu_count(); ++cpu)
    expect_equal(load_word(arrived[cpu]), kPokes, "pokes that came");
  print("test: the slowest poke took us ");
  print_number(longest_ns / 1000);
  print("\n");
  hal::poke(0);
  hal::idle();
}

// --- Many pokes at once: at least one comes after the last.

constexpr std::uint64_t kStorm = 20'000;
std::uint64_t last_sent[hal::kMaxCpus] = {}, last_seen[hal::kMaxCpus] = {};

void poke_storm(const hal::BootInfo&) {
  for (unsigned cpu = 0; cpu < cpu_count(); ++cpu)
    load(sips[cpu], cpu, programs_start, programs_end, program_loop);
  hal::start_other_cpus();
  for (std::uint64_t i = 1; i <= kStorm; ++i) {
    for (unsigned cpu = 1; cpu < cpu_count(); ++cpu) {
      store_word(last_sent[cpu], i);
      hal::poke(cpu);
    }
  }
  for (unsigned cpu = 1; cpu < cpu_count(); ++cpu)
    wait_for([&] { return load_word(last_seen[cpu]) == kStorm; }, "the last poke was lost");
  pass();
}

void storm_poked(hal::Context* current) {
  const std::uint32_t cpu = hal::this_cpu();
  store_word(last_seen[cpu], load_word(last_sent[cpu]));
  idle_or_run(current);
}

// --- All but CPU 0 read one page for ever. CPU 0 takes it away, flushes, and gives the frame
// another content. Each reader must fault; none may ever see the other content. "flush none" leaves
// the flush out: then they must see it, or the scenario would show nothing.

constexpr unsigned kFlushes = 30;
constexpr std::uint64_t kPoison = 0xdead;
unsigned faulted = 0, read_poison = 0;
std::uint64_t shared_page = 0;
unsigned round_number = 0;

void reader_faulted(hal::Context* current, const hal::Fault& fault) {
  const std::uint32_t cpu = hal::this_cpu();
  expect(current == &sips[cpu].context, "the thread that ran");
  lock();
  if (fault.kind == hal::FaultKind::kPageFault) {
    expect_equal(fault.address, shared_page, "address");
    add_one(faulted);
  } else {
    add_one(read_poison);
  }
  const unsigned round = load_word(round_number);
  unlock();
  wait_for([&] { return load_word(round_number) != round; }, "the next round");
  restart(sips[cpu], programs_start, program_read);
  store_word(sips[cpu].data_words()[1], std::uint64_t{0});
  hal::resume(*current);
}

void start_reader() {
  hal::resume(sips[hal::this_cpu()].context);
}

bool all_read() {
  for (unsigned cpu = 1; cpu < cpu_count(); ++cpu)
    if (__atomic_load_n(&sips[cpu].data_words()[1], __ATOMIC_ACQUIRE) < 10) return false;
  return true;
}

void flush(const hal::BootInfo& boot) {
  const unsigned readers = cpu_count() - 1;
  const hal::Frame frame = take_frame();
  auto* content = reinterpret_cast<std::uint64_t*>(hal::frame_bytes(frame));
  shared_page = boot.layout.window_base.value + 40 * boot.layout.window_bytes;
  for (unsigned cpu = 1; cpu <= readers; ++cpu) {
    load(sips[cpu], cpu, programs_start, programs_end, program_read);
    sips[cpu].data_words()[0] = shared_page;
  }
  expect(hal::map({shared_page}, frame, hal::Access::kReadOnly), "map");
  hal::start_other_cpus();
  for (unsigned i = 0; i < kFlushes; ++i) {
    wait_for(all_read, "all readers read");
    lock();
    hal::unmap({shared_page});
    if (argument != "none") hal::flush_other_cpus();
    store_word(*content, kPoison);
    unlock();
    wait_for([&] { return load_word(faulted) + load_word(read_poison) == readers; },
             "all readers stopped");
    if (argument == "none") {
      expect(load_word(read_poison) != 0, "without a flush, translations stay");
      pass();
    }
    expect_equal(load_word(read_poison), 0, "readers that read a page that was taken away");
    store_word(*content, std::uint64_t{0});
    store_word(faulted, 0u);
    expect(hal::map({shared_page}, frame, hal::Access::kReadOnly), "map again");
    store_word(round_number, i + 1);
  }
  pass();
}

// --- Page tables that become empty are not used for something else before the flush, and come back
// by it: the pool has 64.

void retired_tables(const hal::BootInfo& boot) {
  hal::start_other_cpus();
  wait_for([] { return load_word(started) == cpu_count() - 1; }, "all CPUs started");
  const hal::Frame frame = take_frame();
  lock();
  for (unsigned i = 0; i < 2000; ++i) {
    const hal::VirtAddr page{boot.layout.window_base.value + (i % 1024) * boot.layout.window_bytes};
    expect(hal::map(page, frame, hal::Access::kReadOnly), "map in every window in turn");
    hal::unmap(page);
  }
  unlock();
  pass();
}

void count_start() {
  add_one(started);
  hal::idle();
}

// --- The last CPU ends the machine ("end power-off") or faults in the kernel ("end fault") while
// the others run: they stop where they are.

void count_or_end() {
  const std::uint32_t cpu = hal::this_cpu();
  if (cpu != cpu_count() - 1) hal::resume(sips[cpu].context);
  wait_for([] { return load_word(sips[0].data_words()[0]) > 100; }, "CPU 0 counts");
  if (argument == "power-off") pass();
  *reinterpret_cast<volatile std::uint64_t*>(0x10) = 1;
}

void end(const hal::BootInfo&) {
  for (unsigned cpu = 0; cpu < cpu_count(); ++cpu)
    load(sips[cpu], cpu, programs_start, programs_end, program_count);
  hal::start_other_cpus();
  hal::resume(sips[0].context);
}

void others_must_stand(const hal::Registers&, const hal::Fault& fault) {
  expect_equal(fault.address, 0x10, "address");
  // The message that stops them may still be on its way.
  std::uint64_t before[hal::kMaxCpus];
  const auto wait_ns = [](std::uint64_t ns) {
    const std::uint64_t until = hal::now_ns() + ns;
    while (hal::now_ns() < until) {
    }
  };
  wait_ns(100'000'000);
  for (unsigned cpu = 0; cpu < cpu_count() - 1; ++cpu)
    before[cpu] = load_word(sips[cpu].data_words()[0]);
  wait_ns(100'000'000);
  for (unsigned cpu = 0; cpu < cpu_count() - 1; ++cpu)
    expect_equal(load_word(sips[cpu].data_words()[0]), before[cpu], "a CPU that should stand");
  pass();
}

}  // namespace

const Scenario kSmpScenarios[] = {
    {.name = "pokes",
     .run = pokes,
     .on_cpu_start = [] { idle_or_run(nullptr); },
     .on_poke = self_poked},
    {.name = "poke-storm",
     .run = poke_storm,
     .on_cpu_start = [] { idle_or_run(nullptr); },
     .on_poke = storm_poked},
    {.name = "flush", .run = flush, .on_fault = reader_faulted, .on_cpu_start = start_reader},
    {.name = "retired-tables", .run = retired_tables, .on_cpu_start = count_start},
    {.name = "end", .run = end, .on_kernel_fault = others_must_stand, .on_cpu_start = count_or_end},
    {}};

}  // namespace test
