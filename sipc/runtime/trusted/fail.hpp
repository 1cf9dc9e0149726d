// How a primitive's body ends the SIP: one bounded message, put together without allocation.
// Neighbours: every body that checks something.
#pragma once
#include <cstdint>

namespace sip::body {

struct Text {  // the representation of sip::StringView
  const char* data;
  std::uint64_t size;
};

// A message of at most 200 bytes; what does not fit is cut off.
class Message {
 public:
  Message& add(const char* text, std::uint64_t size);
  Message& add(std::uint64_t number);
  template <std::uint64_t N>
  Message& add(const char (&literal)[N]) {
    return add(literal, N - 1);
  }
  [[noreturn]] void end_sip() const;  // process_panic with this text

 private:
  char text_[200];
  std::uint64_t size_ = 0;
};

[[noreturn]] void index_failure(std::uint64_t index, std::uint64_t count);

}  // namespace sip::body
