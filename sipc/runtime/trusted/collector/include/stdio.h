// What the collector asks of <stdio.h>: the text of its last words. Body: shims.cpp.
#pragma once
#include <stdarg.h>
#include <stddef.h>
int vsnprintf(char* buffer, size_t capacity, const char* format, va_list arguments);
