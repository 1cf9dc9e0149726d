// What the collector asks of <stdlib.h>: the end (body: shims.cpp); and the reading of environment
// variables, which there are none of.
#pragma once
#include <stddef.h>
_Noreturn void abort(void);
_Noreturn void exit(int code);
static inline int atoi(const char* text) {
  (void)text;
  return 0;
}
static inline long atol(const char* text) {
  (void)text;
  return 0;
}
static inline unsigned long strtoul(const char* text, char** end, int base) {
  (void)text, (void)end, (void)base;
  return 0;
}
