/* libc++ includes <stdio.h>; the kernel uses nothing of it. */
#ifndef BULKHEAD_FREESTANDING_STDIO_H
#define BULKHEAD_FREESTANDING_STDIO_H
#include <stddef.h>
#define EOF (-1) /* for char_traits */
#endif
