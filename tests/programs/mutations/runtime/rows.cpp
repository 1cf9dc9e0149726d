// The primitives of collected memory on the checked heap: rows that grow, and single objects. What
// they do is what sipc/runtime/trusted/collector/{rows,objects}.cpp do; growth always takes new
// storage there too, so that the two runtimes differ in nothing that a program can see.
#include <cstring>

#include "objects.hpp"
#include "report.hpp"

using checked::access;
using checked::index_failure;
using checked::place_of;
using checked::Row;
using checked::Tagged;
using checked::View;

namespace {

enum class Content : std::uint32_t { kReferences = 0, kPlain = 1 };
constexpr std::uint64_t kLargestRow = std::uint64_t{1} << 40;

void no_memory() {
  constexpr char kMessage[] = "no memory is left";
  checked::panic(kMessage, sizeof kMessage - 1);
}

void check_part(std::uint64_t from, std::uint64_t count, std::uint64_t size) {
  if (from > size) index_failure(from, size);
  if (count > size - from) index_failure(from + count, size);
}

/// Moves bytes, and tells the heap where the rows among them are now.
void move_bytes(char* to, const char* from, std::uint64_t bytes) {
  std::memmove(to, from, bytes);
  checked::relocated(to, from, bytes);
}

char* first_of(const Row& row, std::uint64_t size) {
  return access(row.first, row.size * size);
}

void grow(Row& row, std::uint64_t count, std::uint64_t size) {
  if (count > kLargestRow / size) no_memory();
  const std::uint64_t doubled = row.capacity * 2, least = size >= 32 ? 2 : 64 / size;
  std::uint64_t capacity = count > doubled ? count : doubled;
  if (capacity < least) capacity = least;
  const Tagged made = checked::make_object(capacity * size, &row);
  if (row.size != 0) move_bytes(place_of(made), first_of(row, size), row.size * size);
  if (row.first != 0) checked::retire(row.first);
  row.first = made;
  row.capacity = capacity;
  checked::limit(made, row.size * size);
}

void set_size(Row& row, std::uint64_t count, std::uint64_t size) {
  row.size = count;
  if (row.first != 0) checked::limit(row.first, count * size);
}

}  // namespace

extern "C" {

void* sip_buffer_at(const Row* row, std::uint64_t index, std::uint64_t size) {
  if (index >= row->size) index_failure(index, row->size);
  return access(row->first + index * size, size);
}

void* sip_buffer_push(Row* row, std::uint64_t size, Content) {
  if (row->size == row->capacity) grow(*row, row->size + 1, size);
  set_size(*row, row->size + 1, size);
  return access(row->first + (row->size - 1) * size, size);
}

void sip_buffer_reserve(Row* row, std::uint64_t count, std::uint64_t size, Content) {
  if (count > row->capacity) grow(*row, count, size);
}

void sip_buffer_resize(Row* row, std::uint64_t count, std::uint64_t size, Content) {
  if (count > row->capacity) grow(*row, count, size);
  if (count < row->size)
    std::memset(first_of(*row, size) + count * size, 0, (row->size - count) * size);
  set_size(*row, count, size);
}

void sip_buffer_insert(Row* row, std::uint64_t index, std::uint64_t count, std::uint64_t size,
                       Content) {
  check_part(index, 0, row->size);
  if (count > kLargestRow) no_memory();
  if (count > row->capacity - row->size) grow(*row, row->size + count, size);
  const std::uint64_t behind = (row->size - index) * size;
  set_size(*row, row->size + count, size);
  char* const place = first_of(*row, size) + index * size;
  move_bytes(place + count * size, place, behind);
  std::memset(place, 0, count * size);
}

void sip_buffer_erase(Row* row, std::uint64_t index, std::uint64_t count, std::uint64_t size) {
  check_part(index, count, row->size);
  const std::uint64_t rest = row->size - index - count;
  char* const place = first_of(*row, size) + index * size;
  move_bytes(place, place + count * size, rest * size);
  std::memset(place + rest * size, 0, count * size);
  set_size(*row, row->size - count, size);
}

void sip_buffer_move(Row* to, Row* from) {
  const Row row = *from;
  *from = {};
  if (to != from && to->first != row.first) checked::retire(to->first);
  *to = row;
  to->first = checked::give(row.first, to);
}

void sip_buffer_view(const Row* row, std::uint64_t from, std::uint64_t count, View* view,
                     std::uint64_t size) {
  check_part(from, count, row->size);
  *view = {row->first + from * size, count};
}

void sip_buffer_copy(Row* row, std::uint64_t index, const View* from, std::uint64_t size) {
  check_part(index, from->size, row->size);
  const char* const source = access(from->first, from->size * size);
  std::memmove(access(row->first + index * size, from->size * size), source, from->size * size);
}

void sip_text_append(Row* row, const View* text) {
  const View added = *text;  // may be a part of the row itself, which is stale after it has grown
  const char* const source = access(added.first, added.size);
  if (added.size > row->capacity - row->size) {
    char* const old = row->size == 0 ? nullptr : first_of(*row, 1);
    const bool own = old != nullptr && source >= old && source < old + row->size;
    grow(*row, row->size + added.size, 1);
    if (own) {
      const std::uint64_t at = row->size;
      set_size(*row, at + added.size, 1);
      char* const now = first_of(*row, 1);
      std::memmove(now + at, now + (source - old), added.size);
      return;
    }
  }
  const std::uint64_t at = row->size;
  set_size(*row, at + added.size, 1);
  if (added.size != 0) std::memmove(first_of(*row, 1) + at, source, added.size);
}

void sip_text_of(const Row* row, std::uint64_t from, std::uint64_t count, View* text) {
  sip_buffer_view(row, from, count, text, 1);
}

void sip_reference_make(Tagged* to, std::uint64_t size, Content) {
  *to = checked::make_object(size, nullptr);
}
void sip_reference_copy(Tagged* to, const Tagged* from) {
  *to = *from;
}
bool sip_reference_same(const Tagged* left, const Tagged* right) {
  return *left == *right;
}
bool sip_reference_is_null(const Tagged* reference) {
  return *reference == 0;
}
void* sip_reference_at(const Tagged* reference) {
  constexpr char kMessage[] = "a Gc that refers to nothing was used";
  if (*reference == 0) checked::panic(kMessage, sizeof kMessage - 1);
  return access(*reference, 1);
}

// Nothing is given back here: what a program may ask about its heap is answered with a constant.
std::uint64_t sip_collected_heap_bytes() {
  return std::uint64_t{1} << 20;
}
std::uint64_t sip_collected_live_bytes() {
  return std::uint64_t{1} << 20;
}

}  // extern "C"
