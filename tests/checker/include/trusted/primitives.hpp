// A trusted stand-in for the run-time's primitives, and macros that lead astray when expanded elsewhere.
#pragma once

#define TRUSTED_POINTER_TO(T) T*
#define TRUSTED_ASM(text) asm(text)
#define TRUSTED_DECLARE(T, name) T* name = nullptr
#define TRUSTED_NULL nullptr

namespace sip::prim {
unsigned long take(unsigned long handle);
void release(unsigned long handle);
inline unsigned long text_length(const char* text, unsigned long length) { return text == nullptr ? 0 : length; }
inline char character_at(const char* text, unsigned long index) { return text[index]; }
}  // namespace sip::prim

namespace sip {
[[noreturn]] inline void panic_now() { __builtin_trap(); }
// Points at a collected object; what operator-> yields never has a name.
template <class T> class [[clang::annotate("sip::collected")]] Gc {
 public:
  Gc() = default;
  T* operator->() const { return pointer_; }
  T& operator*() const { return *pointer_; }

 private:
  T* pointer_ = nullptr;
};
}  // namespace sip
