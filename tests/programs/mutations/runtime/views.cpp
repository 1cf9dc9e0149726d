// The primitives of views, arrays and text: each access goes through the tag of the address. See
// sipc/runtime/trusted/{views,element,text}.cpp, which do the same without tags.
#include <cstring>

#include "objects.hpp"
#include "report.hpp"

using checked::access;
using checked::index_failure;
using checked::View;

extern "C" {

void* sip_element(char* first, std::uint64_t index, std::uint64_t count, std::uint64_t size) {
  if (index >= count) index_failure(index, count);
  return first + index * size;
}

void* sip_span_at(const View* span, std::uint64_t index, std::uint64_t size) {
  if (index >= span->size) index_failure(index, span->size);
  return access(span->first + index * size, size);
}

void sip_span_part(const View* span, std::uint64_t from, std::uint64_t count, View* part,
                   std::uint64_t size) {
  if (from > span->size) index_failure(from, span->size);
  if (count > span->size - from) index_failure(from + count, span->size);
  *part = {span->first + from * size, count};
}

void sip_span_of(char* first, std::uint64_t count, View* span) {
  *span = {checked::tagged(first), count};
}
void sip_span_copy(const View* span, View* same) {
  *same = *span;
}
void sip_text_of_span(const View* span, View* text) {
  *text = *span;
}
void sip_span_of_text(const View* text, View* span) {
  *span = *text;
}

char sip_text_at(const View* text, std::uint64_t index) {
  if (index >= text->size) index_failure(index, text->size);
  return *access(text->first + index, 1);
}
void sip_text_part(const View* text, std::uint64_t from, std::uint64_t count, View* part) {
  sip_span_part(text, from, count, part, 1);
}

// Any good hash will do: a program cannot see which, but for the order that it never promises.
std::uint64_t sip_text_hash(const View* text) {
  const char* const place = access(text->first, text->size);
  std::uint64_t hash = 0xcbf29ce484222325;
  for (std::uint64_t i = 0; i < text->size; ++i)
    hash = (hash ^ static_cast<unsigned char>(place[i])) * 0x100000001b3;
  hash ^= hash >> 32;
  hash *= 0x9e3779b97f4a7c15;
  return hash ^ hash >> 29;
}

std::int32_t sip_text_compare(const View* left, const View* right) {
  const std::uint64_t shorter = left->size < right->size ? left->size : right->size;
  const char* const one = access(left->first, shorter);
  const char* const other = access(right->first, shorter);
  for (std::uint64_t i = 0; i < shorter; ++i) {
    if (one[i] != other[i])
      return static_cast<unsigned char>(one[i]) < static_cast<unsigned char>(other[i]) ? -1 : 1;
  }
  return left->size == right->size ? 0 : left->size < right->size ? -1 : 1;
}

}  // extern "C"
