// level kernel (literals as string_view, also chosen ones; attributes that only say how to generate code)
#include "kernel_std.hpp"
struct [[nodiscard]] Event { std::byte kind{3}; };
[[noreturn, gnu::cold]] void stop(std::string_view why) { kernel::print(why); __builtin_trap(); }
[[gnu::noinline]] void report(bool sender) {
  kernel::print(sender ? "sender" : "receiver");
  if (sender) stop("it sent");
}
