// Building and comparing.
#include "system/expected_record.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace verifier {

ExpectedRecord& ExpectedRecord::number(std::uint64_t value, unsigned width, std::string label) {
  fields_.push_back({bytes_.size(), std::move(label)});
  for (unsigned i = 0; i < width; ++i)
    bytes_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
  return *this;
}

ExpectedRecord& ExpectedRecord::text(std::string_view text, std::size_t width, std::string label) {
  fields_.push_back({bytes_.size(), std::move(label)});
  const std::size_t end = bytes_.size() + width;
  bytes_.insert(bytes_.end(), text.begin(),
                text.begin() + static_cast<std::ptrdiff_t>(std::min(text.size(), width)));
  bytes_.resize(end);
  return *this;
}

void ExpectedRecord::set_size() {
  for (unsigned i = 0; i < 4; ++i)
    bytes_[8 + i] = static_cast<std::uint8_t>(bytes_.size() >> (8 * i));
}

std::optional<std::string> ExpectedRecord::difference(View record) const {
  const auto [expected, found] = std::ranges::mismatch(bytes_, record.span());
  if (expected == bytes_.end() && found == record.span().end()) return std::nullopt;
  const auto at = static_cast<std::size_t>(expected - bytes_.begin());
  const auto field = std::ranges::find_if(fields_.rbegin(), fields_.rend(),
                                          [&](const Field& f) { return f.begin <= at; });
  if (expected == bytes_.end()) return fmt::format("{} bytes too many", record.size() - at);
  return fmt::format("{} differs (offset {})", field->label, field->begin);
}

}  // namespace verifier
