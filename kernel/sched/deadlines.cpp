// The heap of deadlines. See deadlines.hpp.
#include "sched/deadlines.hpp"

#include "abi/errors.hpp"
#include "sched/scheduler.hpp"
#include "sync/objects.hpp"

namespace kernel::deadlines {
namespace {

hal::Lasting<Entry> heap;
std::uint32_t count = 0;

Deadline& of(Entry entry) {
  return entry.is_event() ? objects::get(entry.event()).deadline
                          : sched::get(entry.thread()).deadline;
}

void put(std::uint32_t index, Entry entry) {
  heap[index] = entry;
  of(entry).index = index;
}

void rise(std::uint32_t index, Entry entry) {
  while (index != 0 && of(entry).ns < of(heap[(index - 1) / 2]).ns) {
    put(index, heap[(index - 1) / 2]);
    index = (index - 1) / 2;
  }
  put(index, entry);
}

void sink(std::uint32_t index, Entry entry) {
  for (std::uint32_t child = 2 * index + 1; child < count; child = 2 * index + 1) {
    if (child + 1 < count && of(heap[child + 1]).ns < of(heap[child]).ns) ++child;
    if (of(entry).ns <= of(heap[child]).ns) break;
    put(index, heap[child]);
    index = child;
  }
  put(index, entry);
}

}  // namespace

void start(std::uint32_t threads, std::uint32_t objects, Arena& arena) {
  heap = arena.carve<Entry>(std::uint64_t{threads} + objects);
}

// Not in the calls that may wait: those that do not would pay for its registers.
[[gnu::noinline]] void set(Entry entry, std::uint64_t deadline_ns) {
  clear(entry);
  of(entry).ns = deadline_ns;
  rise(count++, entry);
}

void clear(Entry entry) {
  const std::uint32_t index = of(entry).index;
  if (!of(entry).set()) return;
  of(entry).index = Deadline::kNone;
  const Entry last = heap[--count];
  if (index == count) return;
  if (index != 0 && of(last).ns < of(heap[(index - 1) / 2]).ns) {
    rise(index, last);
  } else {
    sink(index, last);
  }
}

bool any() {
  return count != 0;
}

void run(std::uint64_t now_ns) {
  while (count != 0 && of(heap[0]).ns <= now_ns) {
    const Entry entry = heap[0];
    clear(entry);
    if (entry.is_event()) {
      objects::timer_fired(entry.event(), now_ns);
    } else {
      Thread& thread = sched::get(entry.thread());
      sched::wake(thread, thread.state == ThreadState::kSleeping ? abi::kOk : abi::kTimedOut);
    }
  }
}

}  // namespace kernel::deadlines
