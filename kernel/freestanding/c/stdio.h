/* libc++ includes <stdio.h>; the kernel uses nothing of it. */
#ifndef BULKHEAD_FREESTANDING_STDIO_H
#define BULKHEAD_FREESTANDING_STDIO_H
#include <stddef.h>
#define EOF (-1) /* for char_traits */
/* Defined nowhere: without a declaration libc++'s `using ::remove` clashes with the algorithm of
 * that name. */
#ifdef __cplusplus
extern "C"
#endif
    int
    remove(const char*);
#endif
