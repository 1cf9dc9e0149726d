// The bodies of the primitives of collected memory: rows that grow, and single objects. Everything
// that can be reached is zeroed before anybody sees it, and never changes its type.
#include "collected.hpp"

#include <gc.h>

#include "collector.hpp"
#include "fail.hpp"

using sip::body::collector::Entered;

void (*sip::body::collector::after_marking)() = nullptr;

namespace {

bool started = false;

void start() {
  // No globals hold references: checked code has no mutable ones, and the runtime's hold none.
  GC_set_no_dls(1);
  GC_set_warn_proc(GC_ignore_warn_proc);
  sip::body::collector::prepare();
  GC_INIT();
  started = true;
}

}  // namespace

namespace sip::body {

[[gnu::noinline, gnu::cold]] void no_memory(std::uint64_t bytes) {
  sip::body::Message{}
      .add("no memory is left for ")
      .add(bytes)
      .add(" bytes: raise limits.memory in the manifest")
      .end_sip();
}

[[gnu::noinline]] void* allocate_collected(std::uint64_t bytes, Content content) {
  const Entered entered;
  if (!started) start();
  if (bytes > kLargestRow) no_memory(bytes);
  void* memory = content == Content::kPlain ? GC_malloc_atomic(bytes) : GC_malloc(bytes);
  if (memory == nullptr) no_memory(bytes);
  // SAFETY: `bytes` bytes that are nobody's. The collector clears only what may hold references.
  if (content == Content::kPlain) __builtin_memset(memory, 0, bytes);
  return memory;
}

[[gnu::noinline]] void grow(Row& row, std::uint64_t count, std::uint64_t size, Content content) {
  if (count > kLargestRow / size) no_memory(count);
  const std::uint64_t doubled = row.capacity * 2;
  const std::uint64_t least = size >= 32 ? 2 : 64 / size;
  std::uint64_t capacity = count > doubled ? count : doubled;
  if (capacity < least) capacity = least;
  auto* const memory = static_cast<char*>(allocate_collected(capacity * size, content));
  // SAFETY: the old row has row.size elements; references into it stay good, it is only left alone.
  if (row.size != 0) __builtin_memcpy(memory, row.first, row.size * size);
  row.first = memory;
  row.capacity = capacity;
}

}  // namespace sip::body

extern "C" {

std::uint64_t sip_collected_heap_bytes() {
  const Entered entered;
  return started ? GC_get_heap_size() : 0;
}

std::uint64_t sip_collected_live_bytes() {
  const Entered entered;
  if (!started) return 0;
  GC_gcollect();
  return GC_get_heap_size() - GC_get_free_bytes();
}

}  // extern "C"
