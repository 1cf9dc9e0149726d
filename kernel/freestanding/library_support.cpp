// What others expect of a C or C++ library. Debian's libbearssl.a was compiled to expect fortified
// copies and the stack protector's failure. The guard value itself is read at %fs:0x28, which the
// HAL provides.
#include <string.h>
#include <__config>

extern "C" {

// SAFETY: `room` is what the compiler knew of the target; more than that is refused, the rest is
// memcpy's own contract.
void* __memcpy_chk(void* to, const void* from, size_t bytes, size_t room) {
  if (bytes > room) __builtin_trap();
  return memcpy(to, from, bytes);
}

void* __memset_chk(void* to, int value, size_t bytes, size_t room) {
  if (bytes > room) __builtin_trap();
  return memset(to, value, bytes);
}

[[noreturn]] void __stack_chk_fail() {
  __builtin_trap();
}
}

// libc++'s last resort (bad optional or expected access); its checks proper trap in place.
namespace std::inline _LIBCPP_ABI_NAMESPACE {
[[noreturn]] void __libcpp_verbose_abort(const char*, ...) {
  __builtin_trap();
}
}  // namespace std::inline _LIBCPP_ABI_NAMESPACE
