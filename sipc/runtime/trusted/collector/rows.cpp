// The primitives on rows of elements: each checks places against the row's own size, so that no
// caller can make a reference that leads outside of it.
#include "collected.hpp"
#include "fail.hpp"

using sip::body::Content;
using sip::body::Row;
using sip::body::View;

namespace {

// `count` elements from `from` on lie among `size`.
void check_part(std::uint64_t from, std::uint64_t count, std::uint64_t size) {
  if (from > size) sip::body::index_failure(from, size);
  if (count > size - from) sip::body::index_failure(from + count, size);
}

}  // namespace

// SAFETY: a Row's first element begins `capacity` elements of `size` bytes, of which `size` are in
// use: only these functions write its fields. The caller's `size` is its type's.
extern "C" {

void* sip_buffer_at(const Row* row, std::uint64_t index, std::uint64_t size) {
  if (index >= row->size) sip::body::index_failure(index, row->size);
  return row->first + index * size;
}

void* sip_buffer_push(Row* row, std::uint64_t size, Content content) {
  if (row->size == row->capacity) grow(*row, row->size + 1, size, content);
  return row->first + row->size++ * size;
}

void sip_buffer_reserve(Row* row, std::uint64_t count, std::uint64_t size, Content content) {
  if (count > row->capacity) grow(*row, count, size, content);
}

void sip_buffer_resize(Row* row, std::uint64_t count, std::uint64_t size, Content content) {
  if (count > row->capacity) grow(*row, count, size, content);
  if (count < row->size) __builtin_memset(row->first + count * size, 0, (row->size - count) * size);
  row->size = count;
}

void sip_buffer_insert(Row* row, std::uint64_t index, std::uint64_t count, std::uint64_t size,
                       Content content) {
  check_part(index, 0, row->size);
  if (count > sip::body::kLargestRow) sip::body::no_memory(count);
  if (count > row->capacity - row->size) grow(*row, row->size + count, size, content);
  char* const place = row->first + index * size;
  __builtin_memmove(place + count * size, place, (row->size - index) * size);
  __builtin_memset(place, 0, count * size);
  row->size += count;
}

void sip_buffer_erase(Row* row, std::uint64_t index, std::uint64_t count, std::uint64_t size) {
  check_part(index, count, row->size);
  const std::uint64_t rest = row->size - index - count;
  char* const place = row->first + index * size;
  __builtin_memmove(place, place + count * size, rest * size);
  __builtin_memset(place + rest * size, 0, count * size);
  row->size -= count;
}

void sip_buffer_move(Row* to, Row* from) {
  const Row row = *from;
  *from = {};
  *to = row;
}

void sip_buffer_view(const Row* row, std::uint64_t from, std::uint64_t count, View* view,
                     std::uint64_t size) {
  check_part(from, count, row->size);
  *view = {row->first + from * size, count};
}

void sip_buffer_copy(Row* row, std::uint64_t index, const View* from, std::uint64_t size) {
  check_part(index, from->size, row->size);
  __builtin_memmove(row->first + index * size, from->first, from->size * size);
}

void sip_text_append(Row* row, const View* text) {
  const View added = *text;  // may be a part of the row itself, which grow() leaves as it is
  if (added.size > row->capacity - row->size)
    grow(*row, row->size + added.size, 1, Content::kPlain);
  __builtin_memmove(row->first + row->size, added.first, added.size);
  row->size += added.size;
}

void sip_text_of(const Row* row, std::uint64_t from, std::uint64_t count, View* text) {
  sip_buffer_view(row, from, count, text, 1);
}

}  // extern "C"
