// What each parameter of each kernel call means, so that the hostile SIPs can pass what is nearly
// right. A call of kernel/abi/calls.def that is not here does not compile.
#pragma once
#include <array>
#include <cstdint>

namespace fuzz {

enum class Parameter : std::uint8_t {
  kNone,
  kEndpoint,
  kMutex,
  kEvent,
  kSet,
  kObject,
  kThread,
  kChild,
  kWaitable,
  kMember,  // of the set before it
  kBlock,
  kInside,    // the block before it
  kReadable,  // an address; the next parameter is its size
  kWritable,
  kLasting,  // writable, on the stack or in data
  kSize,
  kAnswer,  // as kLasting, for what is received after the message before it
  kSizes,   // of the two
  kPlace,   // an address of something small that the call fills
  kLastingPlace,
  kDescription,  // of a new process
  kHandleList,   // the next parameter is its length
  kCount,
  kDeadline,
  kPeriod,
  kContract,
  kState,
  kTag,
  kMessage,  // for the tag before it; then its size
  kPages,
  kHeapPages,
  kSmall,
  kIrq,
  kOpenIrq,
  kRange,
  kPort,
  kWidth,
  kCpus,
  kAny
};

struct Shape {
  std::uint32_t number;
  const char* name;
  std::array<Parameter, 5> parameters;
};

inline constexpr std::uint32_t kCallCount = 0
#define CALL(number, name, group, parameters, result) +1
#include "abi/calls.def"
    ;

const std::array<Shape, kCallCount>& shapes();

}  // namespace fuzz
