// The one way in which a body ends the SIP. Kept out of line so that the checks themselves stay a
// compare and a branch.
#include "fail.hpp"

#include "kernel_calls.hpp"

namespace sip::body {

Message& Message::add(const char* text, std::uint64_t size) {
  // SAFETY: writes stay below sizeof text_; `text` has `size` bytes by the caller's contract.
  for (std::uint64_t i = 0; i < size && size_ < sizeof text_; ++i) text_[size_++] = text[i];
  return *this;
}

Message& Message::add(std::uint64_t number) {
  char digits[20];
  std::uint64_t count = 0;
  do {
    digits[sizeof digits - ++count] = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number != 0);
  return add(digits + sizeof digits - count, count);
}

void Message::end_sip() const {
  sipk_process_panic(text_, size_);
  __builtin_trap();  // the kernel does not come back
}

[[gnu::noinline, gnu::cold]] void index_failure(std::uint64_t index, std::uint64_t count) {
  Message{}
      .add("index ")
      .add(index)
      .add(" is out of range, there are ")
      .add(count)
      .add(" elements")
      .end_sip();
}

}  // namespace sip::body
