// What the collector asks of <string.h>; the bodies are in runtime/trusted/memory.cpp and
// shims.cpp.
#pragma once
#include <stddef.h>
void* memcpy(void* to, const void* from, size_t size);
void* memmove(void* to, const void* from, size_t size);
void* memset(void* to, int value, size_t size);
int memcmp(const void* left, const void* right, size_t size);
size_t strlen(const char* text);
