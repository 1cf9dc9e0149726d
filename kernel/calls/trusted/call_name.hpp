// The name of a kernel call, for the report of a caller that it ends: by default that of the
// function that asks.
#pragma once
#include <string_view>

namespace kernel::calls {

class CallName {
 public:
  // SAFETY: both are literals of this kernel, terminated and there until power-off.
  static constexpr CallName here(const char* function = __builtin_FUNCTION()) {
    CallName name;
    name.text_ = function;
    return name;
  }
  template <std::size_t Bytes>
  consteval explicit CallName(const char (&literal)[Bytes]) : text_(literal) {}
  operator std::string_view() const { return text_; }

 private:
  CallName() = default;
  const char* text_ = nullptr;
};

}  // namespace kernel::calls
