// Reading, writing and joining the segments of an object.
#include "bitcode/flow/content.hpp"

#include <algorithm>

namespace verifier::flow {

std::size_t Content::cut(std::uint32_t offset) {
  std::size_t i = 0;
  {
    const auto found = std::ranges::upper_bound(segments_, offset, {}, &Segment::offset);
    i = static_cast<std::size_t>(found - segments_.begin());
  }
  if (i == 0) return 0;
  Segment& before = segments_[i - 1];
  if (before.offset == offset) return i - 1;
  if (offset >= before.offset + before.size) return i;
  const std::uint32_t end = before.offset + before.size;
  before.value = part_of(before.value);
  const Segment behind{offset, end - offset, before.value};
  before.size = offset - before.offset;
  segments_.insert(segments_.begin() + static_cast<std::ptrdiff_t>(i), behind);
  return i;
}

void Content::merge() {
  std::size_t kept = 0;
  for (std::size_t i = 1; i < segments_.size(); ++i) {
    Segment& last = segments_[kept];
    if (last.value.is_splittable() && last.value == segments_[i].value) {
      last.size += segments_[i].size;
    } else if (++kept != i) {
      segments_[kept] = std::move(segments_[i]);
    }
  }
  if (!segments_.empty()) segments_.resize(kept + 1);
}

Value Content::read(std::uint32_t offset, std::uint32_t size) const {
  auto at = std::ranges::upper_bound(segments_, offset, {}, &Segment::offset);
  if (at == segments_.begin()) return Value::of(kUninit);
  --at;
  Value value = part_of(at->value);
  if (at->offset == offset && at->size == size) {
    value = at->value;
    value.as_before = false;
    return value;
  }
  for (++at; at != segments_.end() && at->offset < offset + size; ++at)
    value = join(value, part_of(at->value));
  return value;
}

std::vector<Segment> Content::slice(std::uint32_t offset, std::uint32_t size) const {
  std::vector<Segment> pieces;
  for (const Segment& segment : segments_) {
    const std::uint32_t from = std::max(segment.offset, offset);
    const std::uint32_t to = std::min(segment.offset + segment.size, offset + size);
    if (from >= to) continue;
    const bool whole = to - from == segment.size;
    pieces.push_back({from - offset, to - from, whole ? segment.value : part_of(segment.value)});
    pieces.back().value.as_before = false;
  }
  // A length means nothing without its literal.
  if (!pieces.empty() && pieces.front().value.has(kLength))
    pieces.front().value = part_of(pieces.front().value);
  return pieces;
}

void Content::forget_length_at(std::uint32_t offset) {
  for (Segment& segment : segments_) {
    if (segment.offset == offset && segment.value.has(kLength))
      segment.value = part_of(segment.value);
  }
}

void Content::forget_constants() {
  for (Segment& segment : segments_) {
    if (!segment.value.has(kConstant) && !(segment.value == Value::of(kPlain))) continue;
    segment.value = part_of(segment.value);
    segment.value.as_before = segment.value == Value::of(kPlain);
  }
}

void Content::recall_constants(const Content& before) {
  for (Segment& segment : segments_) {
    if (!segment.value.as_before) continue;
    const auto same =
        std::ranges::lower_bound(before.segments_, segment.offset, {}, &Segment::offset);
    const bool found = same != before.segments_.end() && same->offset == segment.offset &&
                       same->size == segment.size;
    segment.value = found ? same->value : Value::of(kPlain);
  }
  merge();
}

void Content::write(std::uint32_t offset, std::uint32_t size, const Value& value) {
  write(offset, size, std::vector<Segment>{{0, size, value}});
}

void Content::write(std::uint32_t offset, std::uint32_t size, const std::vector<Segment>& pieces) {
  if (size == 0) return;
  const std::size_t first = cut(offset);
  const std::size_t last = cut(offset + size);
  std::vector<Segment> moved = pieces;
  for (Segment& piece : moved) piece.offset += offset;
  segments_.erase(segments_.begin() + static_cast<std::ptrdiff_t>(first),
                  segments_.begin() + static_cast<std::ptrdiff_t>(last));
  segments_.insert(segments_.begin() + static_cast<std::ptrdiff_t>(first), moved.begin(),
                   moved.end());
  forget_length_at(offset + size);
  merge();
}

void Content::write_weakly(std::uint32_t offset, std::uint32_t size, const Value& value) {
  if (size == 0) return;
  const std::size_t first = cut(offset);
  const std::size_t last = cut(offset + size);
  for (std::size_t i = first; i < last; ++i) {
    const Value before = part_of(segments_[i].value);
    segments_[i].value = join(before, value);
  }
  forget_length_at(offset + size);
  merge();
}

bool Content::join_with(const Content& other) {
  if (segments_ == other.segments_) return false;
  const std::vector<Segment> before = segments_;
  Content right = other;
  for (const Segment& segment : before) (void)right.cut(segment.offset);
  for (const Segment& segment : std::vector<Segment>(right.segments_)) (void)cut(segment.offset);
  for (const Segment& segment : segments_) (void)right.cut(segment.offset);
  for (std::size_t i = 0; i < segments_.size() && i < right.segments_.size(); ++i)
    segments_[i].value = join(segments_[i].value, right.segments_[i].value);
  // A literal and its length join as a pair only if both sides are pairs.
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    const std::uint16_t before_it = i > 0 ? segments_[i - 1].value.bits : std::uint16_t{0};
    const bool behind_text = (before_it & (kText | kRow | kLength)) != 0 &&
                             (before_it & ~(kText | kRow | kLength | kZero)) == 0;
    if (segments_[i].value.has(kLength) && !behind_text)
      segments_[i].value = part_of(segments_[i].value);
  }
  merge();
  return segments_ != before;
}

}  // namespace verifier::flow
