/* libc++ includes <wchar.h> for mbstate_t alone. */
#ifndef BULKHEAD_FREESTANDING_WCHAR_H
#define BULKHEAD_FREESTANDING_WCHAR_H
#include <bits/types/mbstate_t.h>
#include <stddef.h>
#endif
