// What the bytes of one object may hold: segments in order that cover it without gaps.
#pragma once
#include <memory>
#include <span>

#include "bitcode/flow/value.hpp"

namespace verifier::flow {

struct Segment {
  std::uint32_t offset = 0, size = 0;
  Value value;
  bool operator==(const Segment&) const = default;
};

class Content {
 public:
  Content(std::uint32_t size, const Value& value) {
    if (size != 0) segments_.push_back({0, size, value});
  }

  [[nodiscard]] std::uint32_t size() const {
    return segments_.empty() ? 0 : segments_.back().offset + segments_.back().size;
  }
  [[nodiscard]] const std::vector<Segment>& segments() const { return segments_; }
  // Of whole words; of several pieces only what they are one by one.
  [[nodiscard]] Value read(std::uint32_t offset, std::uint32_t size) const;
  // The pieces of a range, their offsets relative to it.
  [[nodiscard]] std::vector<Segment> slice(std::uint32_t offset, std::uint32_t size) const;

  void write(std::uint32_t offset, std::uint32_t size, const Value& value);
  void write(std::uint32_t offset, std::uint32_t size, const std::vector<Segment>& pieces);
  // Some bytes of the range may get the value, others keep what they have.
  void write_weakly(std::uint32_t offset, std::uint32_t size, const Value& value);

  // True if it changed.
  bool join_with(const Content& other);
  // Literals with their lengths get one form, whichever literal it is.
  template <class LiteralSize>
  void settle_views(const Target& some_literal, LiteralSize&& literal_size);
  // For a call, which is analysed once for each content: numbers but 0 become any number. Where it
  // leaves one as it was, recall_constants() has it again from what was there `before`.
  void forget_constants();
  void recall_constants(const Content& before);
  template <class Change>
  void for_each(Change&& change) {
    for (Segment& segment : segments_) change(segment.value);
  }

  bool operator==(const Content&) const = default;

 private:
  // Makes a boundary at `offset`; gives the index of the segment that begins there.
  std::size_t cut(std::uint32_t offset);
  void merge();
  void forget_length_at(std::uint32_t offset);

  std::vector<Segment> segments_;
};

// `literal_size(target)`: the bytes from the target to the end of its literal, or 0.
template <class LiteralSize>
void Content::settle_views(const Target& some_literal, LiteralSize&& literal_size) {
  for (std::size_t i = 0; i + 1 < segments_.size(); ++i) {
    Value& address = segments_[i].value;
    Value& length = segments_[i + 1].value;
    const bool words = segments_[i].size == 8 && segments_[i + 1].size == 8;
    if (!words || address.targets.empty() || !length.has(kConstant) || length.bits != kConstant ||
        address.bits != 0)
      continue;
    bool fits = true;
    for (const Target& target : address.targets)
      fits = fits && length.constant <= literal_size(target);
    if (!fits) continue;
    address = Value::of(kText);
    address.targets.push_back(some_literal);
    length = Value::of(kLength);
  }
}

}  // namespace verifier::flow
