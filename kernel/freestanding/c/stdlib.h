/* libc++ includes <stdlib.h>; the kernel uses nothing of it. */
#ifndef BULKHEAD_FREESTANDING_STDLIB_H
#define BULKHEAD_FREESTANDING_STDLIB_H
#include <stddef.h>
#endif
