// The system that the fuzzed SIPs live in: a supervisor that never misbehaves and decides when the
// system ends, two hostile SIPs that start with it, and programs that both create more of. Pools
// are small, so that every one of them runs out now and then.
#pragma once
#include "builder/image.hpp"

namespace fuzz {

enum Program : std::uint32_t { kSupervisor, kHostile, kChild };
inline constexpr std::uint32_t kHostileEndpoints =
    6;  // importer and exporter of each contract, by turns
inline constexpr std::uint32_t kChildArguments = 2;

image_builder::SystemSpec system();
// C1, messages that own blocks and endpoints of C1, and messages that own endpoints of their own
// contract.
std::vector<image_builder::ContractSpec> contracts();

}  // namespace fuzz
