// Appends little-endian values to a byte vector; every record of system.img is made with it.
#pragma once
#include <concepts>
#include <string_view>

#include "files/files.hpp"

namespace buildimage {

class ByteWriter {
 public:
  template <std::unsigned_integral T>
  ByteWriter& number(T value) {
    for (unsigned shift = 0; shift < sizeof(T) * 8; shift += 8) {
      bytes_.push_back(static_cast<std::uint8_t>(value >> shift));
    }
    return *this;
  }
  ByteWriter& raw(ByteView bytes) {
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    return *this;
  }
  ByteWriter& text(std::string_view text) {
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    return *this;
  }
  // `text`, cut to fit, in a zero-padded field.
  ByteWriter& field(std::string_view text, std::size_t width) {
    const std::size_t end = bytes_.size() + width;
    this->text(text.substr(0, width));
    bytes_.resize(end);
    return *this;
  }
  ByteWriter& zeros(std::size_t count) {
    bytes_.resize(bytes_.size() + count);
    return *this;
  }
  ByteWriter& align(std::size_t to) { return zeros((to - bytes_.size() % to) % to); }
  [[nodiscard]] std::size_t size() const { return bytes_.size(); }
  Bytes take() { return std::move(bytes_); }

 private:
  Bytes bytes_;
};

}  // namespace buildimage
