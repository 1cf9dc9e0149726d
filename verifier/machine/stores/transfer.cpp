// The rules for single steps. See transfer.hpp.
#include "machine/stores/transfer.hpp"

#include <algorithm>

namespace verifier::stores {
namespace {

using Kind = Value::Kind;

constexpr std::uint16_t kClobberedByCalls = 0x0fc7;  // rax rcx rdx rsi rdi r8 r9 r10 r11

// Is an access of `bytes` at such an address to the SIP's own memory, or a fault? A forward one is
// any number of such accesses, one behind the other, so where it starts decides: the first byte
// that is not the SIP's lies behind an unmapped page.
bool is_own(const State& state, const Value& address, const Memory& memory, const Segment& data) {
  switch (address.kind) {
    case Kind::kOwned:
      return address.low >= -kGuardZone && address.high + memory.bytes - 1 <= kGuardZone;
    case Kind::kWindow:
      return data.holds(address.low, address.high + memory.bytes);
    case Kind::kData:  // a forward one ends at the unmapped page above the stack
      return address.low >= state.data_touched() - kGuardZone &&
             address.high + (memory.forward ? 1 : memory.bytes) <= 0;
    case Kind::kStack:
      return !memory.forward && address.low >= state.touched() - kGuardZone &&
             address.high + memory.bytes <= 0 &&
             (address.exact() || !state.saves_entry(address.low, address.high + memory.bytes));
    default:
      return false;
  }
}

bool may_store(const State& state, const Memory& memory, const Segment& data) {
  if (memory.access != Memory::kWrites) return true;
  if (memory.bit_string) return false;
  switch (memory.place) {
    case Memory::kThreadRecord:  // broken_rule says what of
    case Memory::kFixed:         // checked for each instruction by itself
      return true;
    case Memory::kAddressed:
      return is_own(state, state.evaluate(memory.address), memory, data);
  }
  return false;
}

bool may_push(const State& state) {
  const Value& top = state.at(kRsp);
  return top.is(Kind::kStack) && top.low - 8 >= state.touched() - kGuardZone && top.high <= 0;
}

// What a callee counts on: it lies in the data stack, or right at its upper end.
bool may_enter(const State& state) {
  const Value& pointer = state.data_pointer;
  return pointer.is(Kind::kData) && pointer.low >= state.data_touched() && pointer.high <= 0;
}

bool has_restored_data_stack(const State& state) {
  const Value& pointer = state.data_pointer;
  return pointer.is(Kind::kData) && pointer.low == 0 && pointer.high == 0;
}

// As the calling convention wants it: at entry the return address lies 8 below a multiple of 16.
bool is_aligned(const State& state) {
  const Value& top = state.at(kRsp);
  return (top.low + 8) % 16 == 0 && (top.exact() || top.stride % 16 == 0);
}

bool has_restored(const State& state) {
  const Value& top = state.at(kRsp);
  return top.is(Kind::kStack) && top.low == 0 && top.high == 0 &&
         std::ranges::all_of(kCalleeSaved, [&](std::uint8_t reg) {
           return state.at(reg).is(Kind::kEntry) && state.at(reg).low == reg;
         });
}

void push(State& state, const Value& value) {
  const Value top = state.at(kRsp).moved(-8);
  state.set(kRsp, top);
  if (!top.is(Kind::kStack)) return;
  state.overwrite(top.low, top.high + 8);
  if (!top.exact()) return;
  state.store(top.low, value);
  state.touch(top.low);
}

Value popped(State& state) {
  const Value top = state.at(kRsp);
  const Value value = top.is(Kind::kStack) && top.exact() ? state.load(top.low) : Value();
  state.set(kRsp, top.moved(8));
  return value;
}

// What the memory operand did, before the registers change.
void access(State& state, const Step& step) {
  const Memory& memory = step.memory;
  if (memory.access == Memory::kNoAccess || memory.place != Memory::kAddressed) return;
  const Value address = state.evaluate(memory.address);
  const bool in_data_frame = address.is(Kind::kData) && address.exact() && address.low < 0;
  if (in_data_frame) {
    // It did not fault: what lies so near below the stack is unmapped.
    if (!memory.forward && address.low >= state.data_touched() - kGuardZone)
      state.touch_data(address.low);
  } else if (memory.access == Memory::kWrites) {
    if (address.is(Kind::kStack)) {
      // Otherwise the store is refused, and the register stays saved.
      if (!address.exact() && state.saves_entry(address.low, address.high + memory.bytes)) return;
      state.overwrite(address.low, address.high + memory.bytes);
      if (address.exact()) {
        if (step.kind == Effect::kStore) state.store(address.low, state.at(step.from));
        state.touch(address.low);
      }
    } else if (!memory.forward) {
      state.now_owned(memory.address);
    }
  } else if (!memory.forward && address.is(Kind::kOwned) && address.low >= -kGuardZone &&
             address.high <= kGuardZone) {
    // It did not fault, and the only mapped pages so near are the SIP's.
    state.now_owned(memory.address);
  }
}

Value with_same(Value value, const Address& address) {
  value.has_same = true;
  value.same = address;
  return value;
}

void call(State& state) {
  const Value top = state.at(kRsp);
  state.forget(kClobberedByCalls);
  state.nothing_owned();
  state.flags = {};
  if (top.is(Kind::kStack)) {
    state.drop_below(top.high);
    state.touch(top.high - 8);
  }
}

void shift_right(State& state, const Step& step) {
  const Value value = state.at(step.to);
  if (step.number == 12 && value.has_same) {
    Value page = with_same({}, value.same);
    page.kind = Kind::kPage;
    return state.set(step.to, page);
  }
  state.set(step.to,
            value.is(Kind::kNumber) && value.low >= 0
                ? Value::number(value.low >> step.number, value.high >> step.number)
            : step.number >= 16
                ? Value::number(0, static_cast<std::int64_t>(~std::uint64_t{0} >> step.number))
                : Value());
}

void add_half(State& state, const Step& step) {
  const Value sum =
      state.at(step.to).is(Kind::kNumber) ? state.at(step.to).moved(step.number) : Value();
  state.set(step.to, sum.fits_half() ? sum : Value::number(0, Value::kHalf));
}

void move_half(State& state, const Step& step) {
  const Value from = state.at(step.from);
  state.set(step.to, from.fits_half() ? with_same(from, {.base = step.from})
                                      : Value::number(0, Value::kHalf));
}

// After a sum: whether it is 0.
void result_in_flags(State& state, const Step& step) {
  if (!step.writes_flags) return;
  state.flags.kind = Flags::Kind::kZero;
  state.flags.from = step.to;
}

void mask(State& state, const Step& step) {
  const Value value = state.at(step.to);
  if (step.number >= 0) return state.set(step.to, Value::number(0, step.number));
  // Aligning the stack pointer: downwards, by less than the alignment.
  const std::int64_t alignment = -step.number;
  const bool power = (alignment & (alignment - 1)) == 0;
  if (!value.is(Kind::kStack) || !power || alignment > kGuardZone) return state.set(step.to, {});
  Value aligned = value;
  aligned.has_same = false;
  aligned.low -= alignment - 1;
  if (alignment >= 16) {  // a multiple of 16, which is 8 above a multiple of 16 from the entry's
    aligned.low += (((8 - aligned.low) % 16) + 16) % 16;
    aligned.high -= (((aligned.high - 8) % 16) + 16) % 16;
    aligned.stride = 16;
  }
  state.set(step.to, aligned);
}

void set_flags(State& state, const Step& step) {
  state.flags = {};
  if (step.kind == Effect::kOwnerCompare) {
    const Value& page = state.at(step.from);
    if (!page.is(Kind::kPage)) return;
    state.flags.kind = Flags::Kind::kOwner;
    state.flags.address = page.same;
  } else if (step.kind == Effect::kCompare) {
    state.flags.kind = step.other == kNone ? Flags::Kind::kNumber : Flags::Kind::kRegister;
    state.flags.from = step.from;
    state.flags.other = step.other;
    state.flags.width = step.width;
    state.flags.number = step.number;
  }
}

void load(State& state, const Step& step, const Value& address) {
  const bool slot =
      step.memory.place == Memory::kAddressed && address.is(Kind::kStack) && address.exact();
  state.set(step.to, slot ? state.load(address.low) : Value());
}

}  // namespace

std::optional<Rule> broken_rule(const State& state, const Step& step, const Segment& data) {
  if (!state.at(kRsp).is(Kind::kStack)) return Rule::kStackPointer;
  if (step.memory.place == Memory::kThreadRecord && step.memory.access == Memory::kWrites &&
      (step.kind != Effect::kStoreDataPointer || !state.at(step.from).is(Kind::kData)))
    return Rule::kDataStack;
  switch (step.kind) {
    case Effect::kPush:
      if (step.width != 64 || !may_push(state)) return Rule::kStackPointer;
      break;
    case Effect::kCall:
      if (!may_push(state) || !is_aligned(state)) return Rule::kStackPointer;
      if (!may_enter(state)) return Rule::kDataStack;
      break;
    case Effect::kPop:
    case Effect::kLeave:
      if (step.width != 64) return Rule::kStackPointer;
      break;
    case Effect::kReturn:
    case Effect::kImportJump:
      if (step.number != 0 || !has_restored(state)) return Rule::kReturn;
      if (!has_restored_data_stack(state)) return Rule::kDataStack;
      break;
    default:
      break;
  }
  return may_store(state, step.memory, data) ? std::nullopt : std::optional(Rule::kStore);
}

bool may_load(const State& state, const Step& step, const Segment& image) {
  const auto is_fine = [&](const Memory& memory) {
    if (memory.access != Memory::kReads || memory.place != Memory::kAddressed) return true;
    if (memory.bit_string) return false;
    const Value address = state.evaluate(memory.address);
    // Above the own frame lie those of the callers, and at their end an unmapped page.
    if (address.is(Kind::kStack))
      return !memory.forward && address.low >= state.touched() - kGuardZone &&
             address.high + memory.bytes <= kGuardZone;
    return is_own(state, address, memory, image);
  };
  return is_fine(step.memory) && is_fine(step.source);
}

void apply(State& state, const Step& step, const Segment&) {
  if (step.kind == Effect::kCall) return call(state);
  const Value address =
      step.memory.access != Memory::kNoAccess && step.memory.place == Memory::kAddressed
          ? state.evaluate(step.memory.address)
          : Value();
  if (step.kind != Effect::kPush && step.kind != Effect::kPop && step.kind != Effect::kLeave)
    access(state, step);
  if (step.writes_flags) set_flags(state, step);
  switch (step.kind) {
    case Effect::kMove: {
      const Value from = state.at(step.from);
      state.set(step.to, with_same(from, from.has_same && from.same.index != kNone
                                             ? from.same
                                             : Address{.base = step.from}));
      return;
    }
    case Effect::kNumber:
      return state.set(step.to, Value::number(step.number, step.number));
    case Effect::kLimited:
      return state.set(step.to, Value::number(0, step.number));
    case Effect::kMask:
      return mask(state, step);
    case Effect::kAdd:
      state.add(step.to, step.number);
      return result_in_flags(state, step);
    case Effect::kAddHalf:
      add_half(state, step);
      return result_in_flags(state, step);
    case Effect::kMoveHalf:
      return move_half(state, step);
    case Effect::kShiftRight:
      return shift_right(state, step);
    case Effect::kLea:
      return state.set(step.to,
                       with_same(state.evaluate(step.memory.address), step.memory.address));
    case Effect::kLeaHalf: {
      const Value sum = state.evaluate(step.memory.address);
      return state.set(step.to, sum.fits_half() ? sum : Value::number(0, Value::kHalf));
    }
    case Effect::kWindow:
      return state.set(step.to, Value::window(step.number));
    case Effect::kLoad:
      return load(state, step, address);
    case Effect::kLoadDataPointer:
      return state.set(step.to, state.data_pointer);
    case Effect::kStoreDataPointer:
      state.data_pointer = state.at(step.from);
      state.data_pointer.has_same = false;
      state.data_pointer.same = {};
      return;
    case Effect::kPush:
      return push(state, step.from == kNone ? Value() : state.at(step.from));
    case Effect::kPop: {
      const Value value = popped(state);
      if (step.to != kNone) return state.set(step.to, value);
      return state.forget(step.written & ~(1u << kRsp));
    }
    case Effect::kLeave:
      state.set(kRsp, state.at(kRbp));
      return state.set(kRbp, popped(state));
    default:
      return state.forget(step.written);
  }
}

namespace {

// Which of two unsigned numbers is less, or that one is not.
struct Order {
  bool is_less, is_strict;
};

// What a branch says about the order of what was compared, if anything.
std::optional<Order> order_of(ZydisMnemonic condition, Way way) {
  const bool taken = way == Way::kTaken;
  switch (condition) {
    case ZYDIS_MNEMONIC_JB:
      return Order{.is_less = taken, .is_strict = taken};
    case ZYDIS_MNEMONIC_JNB:
      return Order{.is_less = !taken, .is_strict = !taken};
    case ZYDIS_MNEMONIC_JBE:
      return Order{.is_less = taken, .is_strict = !taken};
    case ZYDIS_MNEMONIC_JNBE:
      return Order{.is_less = !taken, .is_strict = taken};
    default:
      return std::nullopt;
  }
}

// The register is less than what lies in [low, high], or greater, or the like.
void limit_by(State& state, std::uint8_t reg, const Order& order, std::int64_t low,
              std::int64_t high) {
  const std::int64_t strictly = order.is_strict ? 1 : 0;
  if (order.is_less) return state.limit(reg, 0, high - strictly);
  const Value& value = state.at(reg);
  if (value.is(Kind::kNumber) && value.low >= 0)
    state.limit(reg, low + strictly, Value::kLargestNumber);
}

// Whether the branch says that what was compared is the same, or is not.
std::optional<bool> equality_of(ZydisMnemonic condition, Way way) {
  if (condition == ZYDIS_MNEMONIC_JZ) return way == Way::kTaken;
  if (condition == ZYDIS_MNEMONIC_JNZ) return way == Way::kPassed;
  return std::nullopt;
}

void refine_numbers(State& state, const Step& branch, Way way) {
  const Flags flags = state.flags;
  // A comparison of halves says something of the whole only when the upper half is zero.
  const auto small = [&](const Value& value) { return flags.width == 64 || value.fits_half(); };
  const Value from = state.at(flags.from);
  const bool by_number = flags.kind == Flags::Kind::kNumber;
  const Value other = by_number ? Value::number(flags.number, flags.number) : state.at(flags.other);
  if (!small(from) || !small(other)) return;
  const auto equal = equality_of(branch.condition, way);
  const auto order = order_of(branch.condition, way);
  if (other.is(Kind::kNumber)) {
    if (equal == true) state.limit(flags.from, other.low, other.high);
    if (equal == false && other.exact()) state.exclude(flags.from, other.low);
    if (order && other.low >= 0) limit_by(state, flags.from, *order, other.low, other.high);
  }
  if (by_number || !from.is(Kind::kNumber) || from.low < 0 || !order) return;
  limit_by(state, flags.other, {!order->is_less, order->is_strict}, from.low, from.high);
}

}  // namespace

void refine(State& state, const Step& branch, Way way) {
  const auto equal = equality_of(branch.condition, way);
  switch (state.flags.kind) {
    case Flags::Kind::kUnknown:
      return;
    case Flags::Kind::kOwner: {
      const Address address = state.flags.address;
      if (equal == true) state.now_owned(address);
      return;
    }
    case Flags::Kind::kZero:
      if (equal == false) state.exclude(state.flags.from, 0);
      return;
    case Flags::Kind::kNumber:
    case Flags::Kind::kRegister:
      return refine_numbers(state, branch, way);
  }
}

}  // namespace verifier::stores
