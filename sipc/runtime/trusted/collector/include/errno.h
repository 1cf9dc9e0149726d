// What the collector asks of <errno.h>: something to save and restore, and two values of entries
// that nothing calls.
#pragma once
#define ENOMEM 12
#define EINVAL 22
extern int errno;
