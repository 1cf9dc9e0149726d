// What must hold of the kernel's records whenever it is quiet: every list consistent, every count
// the length of what it counts, no frame in two places, nothing that is ready for a thread that
// waits for it. An oracle for fuzzing and stress; the first thing that does not hold ends the test.
#pragma once
#include <cstdint>

namespace invariants {

// Once, when the kernel has started: what it has now is what must always add up.
void remember_start();
void check();
// The same, and every entry of the owner map: slower.
void check_all();

// Parts, each in its own file.
void check_threads_and_waits();    // wait_invariants.cpp
void check_channels_and_blocks();  // chain_invariants.cpp

}  // namespace invariants
