// Which physical pages may be mapped for drivers: those that the loader does not call RAM and that
// the HAL does not drive itself. What a device does there is not known here; which SIP may have it
// is for the manifest to say.
#pragma once
#include "boot/boot_facts.hpp"

namespace hal::x86 {

void remember_ram(const BootFacts& facts);                         // which must stay
void keep_from_sips(std::uint64_t physical, std::uint64_t bytes);  // registers of the HAL's own

}  // namespace hal::x86
