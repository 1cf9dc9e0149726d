// Names for the bits of CR0, CR4, EFER, RFLAGS and the model-specific registers that the HAL uses.
#pragma once
#include <cstdint>

namespace hal::x86 {

inline constexpr std::uint64_t kCr0MonitorCoprocessor = 1 << 1;
inline constexpr std::uint64_t kCr0Emulation = 1 << 2;
inline constexpr std::uint64_t kCr0TaskSwitched = 1 << 3;
inline constexpr std::uint64_t kCr0NumericError = 1 << 5;
inline constexpr std::uint64_t kCr0WriteProtect = 1 << 16;

inline constexpr std::uint64_t kCr4MachineCheck = 1 << 6;
inline constexpr std::uint64_t kCr4OsFxsr = 1 << 9;
inline constexpr std::uint64_t kCr4OsXmmExceptions = 1 << 10;
inline constexpr std::uint64_t kCr4Umip = 1 << 11;
inline constexpr std::uint64_t kCr4FsGsBase = 1 << 16;
inline constexpr std::uint64_t kCr4Smep = 1 << 20;
inline constexpr std::uint64_t kCr4Smap = 1 << 21;

inline constexpr std::uint64_t kEferNoExecute = 1 << 11;

inline constexpr std::uint64_t kFlagsReserved = 1 << 1;
inline constexpr std::uint64_t kFlagsInterrupt = 1 << 9;
// CF PF AF ZF SF DF OF: what a SIP may have set.
inline constexpr std::uint64_t kFlagsOfSip = 0xcd5;

inline constexpr std::uint32_t kMsrApicBase = 0x1b;
inline constexpr std::uint32_t kMsrEfer = 0xc000'0080;
inline constexpr std::uint32_t kMsrFsBase = 0xc000'0100;
inline constexpr std::uint32_t kMsrGsBase = 0xc000'0101;

}  // namespace hal::x86
