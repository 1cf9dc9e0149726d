// What the collector asks of <unistd.h>: memory, in a function that nothing calls with
// PLATFORM_GETMEM.
#pragma once
void* sbrk(long bytes);
