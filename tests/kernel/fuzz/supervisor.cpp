// The supervisor. See sips.hpp.
#include <cstring>

#include "abi/errors.hpp"
#include "abi/records.hpp"
#include "hal/boot.hpp"
#include "sips.hpp"
#include "system.hpp"

namespace fuzz {
namespace {

constexpr std::uint32_t kProcessExit = 1, kProcessCreate = 3, kProcessStart = 4, kProcessStop = 7,
                        kProcessWait = 8, kProcessRelease = 9, kChannelCreate = 40,
                        kChannelClose = 43, kSleepUntil = 51;
constexpr std::uint64_t kMillisecond = 1'000'000;
constexpr std::uint64_t kStopOneIn = 40;  // SIPs whose threads all wait for ever make place

struct Slot {
  std::uint64_t child = 0;
  std::array<std::uint64_t, 3>
      exporters{};  // of the channels whose importers the child has, until somebody gets them
};

template <class T>
T& at(std::uint64_t address) {
  return *reinterpret_cast<T*>(address);
}

void describe(std::uint64_t place, std::uint32_t program,
              const std::array<std::uint64_t, kHostileEndpoints>& endpoints) {
  abi::NewProcess made{};
  made.creates_index = program - kHostile;
  made.endpoint_count = program == kHostile ? kHostileEndpoints : 0;
  made.argument_count = program == kChild ? kChildArguments : 0;
  std::memcpy(made.name, "made", 4);
  made.endpoints = &at<std::uint64_t>(place + 64);
  made.arguments = &at<std::uint64_t>(place + 128);
  at<abi::NewProcess>(place) = made;
  std::memcpy(&at<std::byte>(place + 64), endpoints.data(), sizeof endpoints);
}

}  // namespace

machine::Script supervise(machine::Sip sip, Campaign& campaign) {
  const std::uint64_t scratch = sip.context->record.stack_low;
  std::array<Slot, 4> slots{};
  std::array<std::uint64_t, 3> spare{};  // exporters that nobody has got yet
  for (std::size_t turn = 0; !campaign.over(); ++turn) {
    campaign.use_one();
    Slot& slot = slots[turn % slots.size()];
    const std::uint32_t program = turn % slots.size() == 3 ? kChild : kHostile;
    if (slot.child != 0 && campaign.source.one_in(kStopOneIn))
      co_await machine::call(kProcessStop, slot.child);
    if (slot.child != 0 &&
        co_await machine::call(kProcessWait, slot.child, scratch, 0) == abi::kOk) {
      co_await machine::call(kProcessRelease, slot.child);
      slot.child = 0;
    }
    if (slot.child == 0) {
      std::array<std::uint64_t, kHostileEndpoints> endpoints{};
      bool whole = true;
      for (std::uint32_t i = 0; program == kHostile && i < 3; ++i) {
        at<std::uint64_t>(scratch) = 0;
        const std::uint64_t contract = contracts()[i].id;
        if (co_await machine::call(kChannelCreate, contract, 0, scratch) != abi::kOk) whole = false;
        if (!whole) break;
        endpoints[2 * i] = at<std::uint64_t>(scratch);
        endpoints[2 * i + 1] = std::exchange(spare[i], at<std::uint64_t>(scratch + 8));
      }
      std::int64_t child = -1;
      if (whole) {
        describe(scratch, program, endpoints);
        child = co_await machine::call(kProcessCreate, scratch);
      }
      if (child > 0) {
        slot.child = static_cast<std::uint64_t>(child);
        co_await machine::call(kProcessStart, slot.child);
      } else {
        for (const std::uint64_t handle : endpoints)
          if (handle != 0) co_await machine::call(kChannelClose, handle);
      }
    }
    co_await machine::call(kSleepUntil, hal::now_ns() + kMillisecond);
  }
  co_await machine::call(kProcessExit, 0);
}

}  // namespace fuzz
