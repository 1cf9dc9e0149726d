// COM1, a 16550: the boot console. Output waits a bounded time for the transmitter; input is
// gathered by interrupt into a ring.
#pragma once

namespace hal::x86 {

void serial_start();              // 115200 8N1; no interrupts yet
void serial_enable_interrupts();  // once its line reaches this CPU (device/interrupts.cpp)
bool serial_gather();  // moves what has arrived into the ring; true if there was something
void serial_drain();   // waits until all output has left the device

}  // namespace hal::x86
