// Results of kernel calls that a correct SIP can meet. All else ends the caller. Shared by kernel
// and the runtime's trusted part.
// SAFETY: there are numbers here, and nothing else.
#pragma once
#include <cstdint>

namespace abi {

inline constexpr std::uint32_t kAbiVersion = 3;
inline constexpr std::uint64_t kNever = ~std::uint64_t{0};

inline constexpr std::int64_t kOk = 0;
inline constexpr std::int64_t kClosed = -1;    // the peer has closed and nothing is left to receive
inline constexpr std::int64_t kTimedOut = -2;  // the deadline passed first
inline constexpr std::int64_t kQuotaExceeded = -3;  // the manifest's limit is reached
inline constexpr std::int64_t kNoDevice = -4;       // this machine has no such port, line or device
// The process has ended: there is nothing to start, stop or suspend.
inline constexpr std::int64_t kEnded = -5;
inline constexpr std::int64_t kNotInside = -6;  // the block that is named is not in the other one

}  // namespace abi
