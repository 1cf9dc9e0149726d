// What test SIPs are written with: the kernel calls as functions, a little text. Unchecked C++ on
// purpose: these play the SIPs that got past a verifier.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "abi/errors.hpp"
#include "abi/records.hpp"
#include "abi/start_block.hpp"

extern "C" {
#define CALL(number, name, group, parameters, result) result k_##name parameters;
#include "abi/calls.def"

void* memset(void* to, int value, size_t bytes);
void* memcpy(void* to, const void* from, size_t bytes);
}

inline size_t length_of(const char* text) {
  size_t length = 0;
  while (text[length] != 0) ++length;
  return length;
}

inline bool same(const char* a, const char* b) {
  while (*a != 0 && *a == *b) {
    ++a;
    ++b;
  }
  return *a == *b;
}

inline void log(const char* text) {
  k_debug_log(text, length_of(text));
}

// "text 123"
inline void log(const char* text, int64_t value) {
  char line[120];
  size_t at = 0;
  for (; text[at] != 0 && at < 90; ++at) line[at] = text[at];
  line[at++] = ' ';
  if (value < 0) {
    line[at++] = '-';
    value = -value;
  }
  char digits[20];
  size_t count = 0;
  do {
    digits[count++] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value != 0);
  while (count != 0) line[at++] = digits[--count];
  k_debug_log(line, at);
}

[[noreturn]] inline void exit_with(int64_t code) {
  k_process_exit(code);
  __builtin_trap();
}

// The contracts of builder/contracts.cpp.
inline constexpr uint64_t kC1 = 0x0000000000000c01, kBulk = 0x000000000000b01c,
                          kGive = 0x0000000000006171, kNest = 0x0000000000004e57,
                          kC2 = 0x0000000000000c02;
enum C1Message : uint64_t { kRequest = 0, kReply = 1, kError = 2 };
enum BulkMessage : uint64_t { kFill = 0, kFilled = 1, kDone = 2 };
enum GiveMessage : uint64_t { kGiveExporter = 0, kTaken = 1, kPassOwnKind = 2 };

struct Vector {
  uint64_t address, count;
};
