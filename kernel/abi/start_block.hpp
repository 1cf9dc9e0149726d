// What a SIP's first thread finds: the kernel fills one read-only page of the SIP's window and
// passes its address to the entry point.
// SAFETY: a layout alone; the kernel fills it, and SIPs only read it.
#pragma once
#include <cstdint>

#include "abi/records.hpp"

namespace abi {

inline constexpr std::uint64_t kStartBlockMagic = 0x31545241545342ull;  // "BSTART1"
inline constexpr std::uint32_t kMaxStartEndpoints = 128;

struct StartBlock {
  std::uint64_t magic;
  std::uint32_t abi_version;
  std::uint32_t endpoint_count;
  std::uint64_t window_base;
  std::uint64_t window_bytes;
  char name[32];  // of the process (instance), zero-padded
  // Handles in the manifest's order: imports, then exports.
  std::uint64_t endpoints[kMaxStartEndpoints];
  std::uint64_t arguments[kMaxArguments];  // values of the manifest's [arguments], in its order
};

static_assert(sizeof(StartBlock) <= 4096);

}  // namespace abi
