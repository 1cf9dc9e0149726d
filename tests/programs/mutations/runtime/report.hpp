// What the checked runtime says, in lines that campaign.py reads. `log` and `panic` are what the
// program itself has to say; `mismatch` is a broken promise of the dialect; `stale` is an access
// that the dialect defines (a reference to what an element was) and that plain C++ would not.
#pragma once
#include <cstdint>

namespace checked {

inline constexpr int kPanicStatus = 61;     // the program ended as the real runtime would end it
inline constexpr int kMismatchStatus = 62;  // an access that must not happen

void log(const char* text, std::uint64_t size);
[[noreturn]] void panic(const char* text, std::uint64_t size);
[[noreturn]] void index_failure(std::uint64_t index, std::uint64_t count);
[[noreturn]] void mismatch(const char* what);
void stale();

}  // namespace checked
