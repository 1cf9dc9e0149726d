// A thread of a hostile SIP. See sips.hpp.
#include "abi/errors.hpp"
#include "sips.hpp"

namespace fuzz {
namespace {

using hal::FaultKind;

hal::Fault any_fault(Source& source, const hal::Context& context) {
  constexpr std::array kKinds{FaultKind::kPageFault,     FaultKind::kGeneralProtection,
                              FaultKind::kDivide,        FaultKind::kInvalidOpcode,
                              FaultKind::kBreakpoint,    FaultKind::kAlignment,
                              FaultKind::kFloatingPoint, FaultKind::kOther};
  const std::array<std::uint64_t, 5> addresses{
      0, 0x18, context.record.stack_low - 8, context.record.stack_high + 0x5000, ~std::uint64_t{0}};
  return {.kind = kKinds[source.below(kKinds.size())],
          .address = addresses[source.below(addresses.size())],
          .write = source.below(2) != 0,
          .execute = source.below(4) == 0,
          .present = source.below(2) != 0,
          .error_code = source.below(32)};
}

// Calls that end the caller come seldom, or nothing else ever would.
bool is_too_early(std::uint32_t number, Source& source) {
  constexpr std::uint32_t kExit = 1, kPanic = 2, kThreadExit = 12;
  if (number != kExit && number != kPanic && number != kThreadExit) return false;
  return source.below(number == kThreadExit ? 8 : 64) != 0;
}

// Words that look like frames to whoever prints a backtrace.
void litter_stack(Source& source, const hal::Context& context) {
  const std::uint64_t at = context.record.stack_high - 64 + 8 * source.below(8);
  const std::uint64_t word = source.below(2) != 0 ? context.record.stack_high - 8 * source.below(32)
                                                  : context.registers.rip + source.below(64);
  if (machine::is_writable(at, 8)) *reinterpret_cast<std::uint64_t*>(at) = word;
}

}  // namespace

machine::Script misbehave(machine::Sip sip, Campaign& campaign) {
  const kernel::Thread& self = reinterpret_cast<const kernel::Thread&>(*sip.context);
  Source& source = campaign.source;
  Arguments arguments(source, campaign.hostile_in);
  while (!campaign.over()) {
    const Shape& shape = shapes()[source.below(shapes().size())];
    if (is_too_early(shape.number, source)) continue;
    if (source.one_in(64)) litter_stack(source, *sip.context);
    if (source.one_in(512)) co_await machine::fault(any_fault(source, *sip.context));
    if (source.one_in(32)) {
      constexpr std::array kKinds{machine::DeedKind::kTick, machine::DeedKind::kPoke,
                                  machine::DeedKind::kIrq, machine::DeedKind::kConsoleInput};
      const machine::DeedKind kind = kKinds[source.below(kKinds.size())];
      co_await machine::interruption(kind,
                                     static_cast<std::uint32_t>(source.below(machine::kIrqLines)));
    }
    const std::optional<machine::Deed> deed = arguments.call(self, shape);
    if (!deed) continue;
    std::array<std::uint64_t, 3>& counts = campaign.calls[shape.number];
    campaign.use_one();
    ++counts[0];
    ++counts[2];
    const std::int64_t result = co_await machine::Doing{*deed};
    --counts[2];
    if (result < 0) ++counts[1];
  }
}

}  // namespace fuzz
