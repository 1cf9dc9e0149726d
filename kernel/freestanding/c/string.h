/* The memory functions that compilers emit calls to; bodies are musl's (../README.md). All else of
 * <string.h> is absent on purpose. */
#ifndef BULKHEAD_FREESTANDING_STRING_H
#define BULKHEAD_FREESTANDING_STRING_H
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#endif
void* memcpy(void* __restrict to, const void* __restrict from, size_t bytes);
void* memmove(void* to, const void* from, size_t bytes);
void* memset(void* to, int value, size_t bytes);
int memcmp(const void* a, const void* b, size_t bytes);
void* memchr(const void* in, int value, size_t bytes);
size_t strlen(const char* text);
#ifdef __cplusplus
}
#endif
#endif
