// Views of elements and of text: the primitives that read them and make parts of them. They need no
// collector: what is viewed may be a literal or an array.
#include "fail.hpp"

namespace {

struct View {  // the representation of sip::Span and sip::StringView
  char* first;
  std::uint64_t size;
};

}  // namespace

// SAFETY: a View's first element begins `size` elements; only these functions and those of Buffer
// make one, from what has them. A part of a view is as good as the view.
extern "C" {

void* sip_span_at(const View* span, std::uint64_t index, std::uint64_t size) {
  if (index >= span->size) sip::body::index_failure(index, span->size);
  return span->first + index * size;
}

void sip_span_part(const View* span, std::uint64_t from, std::uint64_t count, View* part,
                   std::uint64_t size) {
  if (from > span->size) sip::body::index_failure(from, span->size);
  if (count > span->size - from) sip::body::index_failure(from + count, span->size);
  *part = {span->first + from * size, count};
}

void sip_span_of(char* first, std::uint64_t count, View* span) {
  *span = {first, count};
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

void sip_text_part(const View* text, std::uint64_t from, std::uint64_t count, View* part) {
  sip_span_part(text, from, count, part, 1);
}

// FNV-1a over words, then over what is left; well mixed at the end.
std::uint64_t sip_text_hash(const View* text) {
  constexpr std::uint64_t kPrime = 0x100000001b3;
  std::uint64_t hash = 0xcbf29ce484222325 ^ text->size;
  std::uint64_t place = 0;
  for (; text->size - place >= 8; place += 8) {
    std::uint64_t word;
    __builtin_memcpy(&word, text->first + place, 8);
    hash = (hash ^ word) * kPrime;
    hash ^= hash >> 29;
  }
  for (; place < text->size; ++place)
    hash = (hash ^ static_cast<unsigned char>(text->first[place])) * kPrime;
  hash ^= hash >> 32;
  hash *= 0x9e3779b97f4a7c15;
  return hash ^ hash >> 29;
}

std::int32_t sip_text_compare(const View* left, const View* right) {
  const std::uint64_t shorter = left->size < right->size ? left->size : right->size;
  const int first = __builtin_memcmp(left->first, right->first, shorter);
  if (first != 0) return first;
  return left->size == right->size ? 0 : left->size < right->size ? -1 : 1;
}

}  // extern "C"
