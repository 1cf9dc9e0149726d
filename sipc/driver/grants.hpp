// The part of a process manifest that says what the SIP may reach besides its endpoints, and what
// it is given at its start: [io], [[creates]], [arguments]. Called by process_manifest.cpp.
#pragma once
#include "driver/manifest_reader.hpp"
#include "driver/process_manifest.hpp"

namespace sipc {

// BM0005, BM0006, BM0008, BM0011, BM0012.
void read_grants(Reader& top, Manifest& manifest);

}  // namespace sipc
