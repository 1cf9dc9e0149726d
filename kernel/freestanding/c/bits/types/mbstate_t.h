/* libc++'s char_traits names mbstate_t; nothing in the kernel uses one. */
#ifndef BULKHEAD_FREESTANDING_MBSTATE_T_H
#define BULKHEAD_FREESTANDING_MBSTATE_T_H
typedef struct {
  unsigned opaque;
} mbstate_t;
#endif
