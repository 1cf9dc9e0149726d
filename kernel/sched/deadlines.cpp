// The heap of deadlines. See deadlines.hpp.
#include "sched/deadlines.hpp"

#include "sched/scheduler.hpp"
#include "sync/objects.hpp"

namespace kernel::deadlines {
namespace {

// A thread, or with the top bit set an event.
struct Entry {
  static constexpr std::uint32_t kEvent = std::uint32_t{1} << 31;
  std::uint32_t value = 0;
  bool is_event() const { return (value & kEvent) != 0; }
  ThreadId thread() const { return {value}; }
  ObjectId event() const { return {value & ~kEvent}; }
};

std::span<Entry> heap;
std::uint32_t count = 0;

std::uint64_t time_of(Entry entry) {
  return entry.is_event() ? objects::get(entry.event()).deadline_ns
                          : sched::get(entry.thread()).deadline_ns;
}

void put(std::uint32_t index, Entry entry) {
  heap[index] = entry;
  (entry.is_event() ? objects::get(entry.event()).deadline : sched::get(entry.thread()).deadline)
      .index = index;
}

void rise(std::uint32_t index, Entry entry) {
  while (index != 0 && time_of(entry) < time_of(heap[(index - 1) / 2])) {
    put(index, heap[(index - 1) / 2]);
    index = (index - 1) / 2;
  }
  put(index, entry);
}

void sink(std::uint32_t index, Entry entry) {
  for (std::uint32_t child = 2 * index + 1; child < count; child = 2 * index + 1) {
    if (child + 1 < count && time_of(heap[child + 1]) < time_of(heap[child])) ++child;
    if (time_of(entry) <= time_of(heap[child])) break;
    put(index, heap[child]);
    index = child;
  }
  put(index, entry);
}

void remove_at(std::uint32_t index) {
  const Entry last = heap[--count];
  if (index == count) return;
  if (index != 0 && time_of(last) < time_of(heap[(index - 1) / 2])) {
    rise(index, last);
  } else {
    sink(index, last);
  }
}

void remove(DeadlinePlace& place) {
  if (!place.set()) return;
  const std::uint32_t index = place.index;
  place = {};
  remove_at(index);
}

}  // namespace

void start(std::uint32_t threads, std::uint32_t objects, Arena& arena) {
  heap = arena.carve<Entry>(std::uint64_t{threads} + objects);
}

void set(Thread& thread, std::uint64_t deadline_ns) {
  clear(thread);
  thread.deadline_ns = deadline_ns;
  rise(count++, Entry{thread.id.value});
}

void clear(Thread& thread) {
  remove(thread.deadline);
}

void set_timer(ObjectId event, std::uint64_t deadline_ns) {
  clear_timer(event);
  objects::get(event).deadline_ns = deadline_ns;
  rise(count++, Entry{event.value | Entry::kEvent});
}

void clear_timer(ObjectId event) {
  remove(objects::get(event).deadline);
}

bool any() {
  return count != 0;
}

void run(std::uint64_t now_ns) {
  while (count != 0 && time_of(heap[0]) <= now_ns) {
    const Entry entry = heap[0];
    if (entry.is_event()) {
      clear_timer(entry.event());
      objects::timer_fired(entry.event(), now_ns);
    } else {
      clear(sched::get(entry.thread()));
      sched::time_out(sched::get(entry.thread()));
    }
  }
}

}  // namespace kernel::deadlines
