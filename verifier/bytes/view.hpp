// Bytes of a file that may be hostile. A View never reads outside itself: a number beyond its end
// is zero, a slice is cut or refused.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace verifier {

using Hash = std::array<std::uint8_t, 32>;

class View {
 public:
  View() = default;
  explicit View(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  [[nodiscard]] std::uint64_t size() const { return bytes_.size(); }
  [[nodiscard]] std::span<const std::uint8_t> span() const { return bytes_; }
  [[nodiscard]] bool holds(std::uint64_t offset, std::uint64_t count) const {
    return offset <= bytes_.size() && count <= bytes_.size() - offset;
  }
  [[nodiscard]] std::uint64_t number(std::uint64_t offset, unsigned width) const {
    if (!holds(offset, width)) return 0;
    std::uint64_t value = 0;
    for (unsigned i = width; i-- > 0;) value = (value << 8) | bytes_[offset + i];
    return value;
  }
  [[nodiscard]] std::uint8_t u8(std::uint64_t at) const {
    return static_cast<std::uint8_t>(number(at, 1));
  }
  [[nodiscard]] std::uint16_t u16(std::uint64_t at) const {
    return static_cast<std::uint16_t>(number(at, 2));
  }
  [[nodiscard]] std::uint32_t u32(std::uint64_t at) const {
    return static_cast<std::uint32_t>(number(at, 4));
  }
  [[nodiscard]] std::uint64_t u64(std::uint64_t at) const { return number(at, 8); }

  // What lies inside of [offset, offset + count).
  [[nodiscard]] View part(std::uint64_t offset, std::uint64_t count) const;
  // The first byte that is not zero in [offset, offset + count), if any.
  [[nodiscard]] std::optional<std::uint64_t> first_nonzero(std::uint64_t offset,
                                                           std::uint64_t count) const;
  // A zero-terminated string inside the view.
  [[nodiscard]] std::optional<std::string> terminated(std::uint64_t offset) const;
  // A zero-padded field: text, then only zeros; nullopt if it is not that.
  [[nodiscard]] std::optional<std::string> field(std::uint64_t offset, std::uint64_t width) const;
  [[nodiscard]] bool starts_with(std::string_view magic) const;
  [[nodiscard]] std::string text() const { return {bytes_.begin(), bytes_.end()}; }

 private:
  std::span<const std::uint8_t> bytes_;
};

Hash sha256(View bytes);
std::string to_hex(std::span<const std::uint8_t> bytes);
// Text for a report: control characters and non-ASCII bytes escaped, at most `most` characters.
std::string printable(std::string_view text, std::size_t most = 120);

}  // namespace verifier
