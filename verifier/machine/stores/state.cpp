// The lattice: values, their union, and what a write to a register takes away.
#include "machine/stores/state.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <numeric>
#include <tuple>

namespace verifier::stores {
namespace {

// Registers may be far from an owned address, as long as the accesses through them are not.
// Displacements have 32 bits, so this loses none.
constexpr std::int64_t kFarthest = std::int64_t{1} << 33;

// How far apart the values of both numbers lie, at least: what divides all distances.
std::int64_t common_stride(const Value& left, const Value& right) {
  const std::int64_t each =
      std::gcd(left.exact() ? 0 : left.stride, right.exact() ? 0 : right.stride);
  return std::max<std::int64_t>(1, std::gcd(each, left.low - right.low));
}

// The largest value of such a number that is not above `bound`.
std::int64_t last_below(std::int64_t low, std::int64_t stride, std::int64_t bound) {
  return bound < low ? low : low + (bound - low) / stride * stride;
}

// How far a number that falls may fall at once: to the next bound that the loop compares with. Or
// to 0 or one step before, which a loop that counts down sees without a comparison.
std::optional<std::int64_t> lower_end(std::int64_t low, std::int64_t stride,
                                      const Widening& widen) {
  std::optional<std::int64_t> end;
  if (const auto bound = widen.below(low))
    end = low - (low - *bound + stride - 1) / stride * stride;
  if (low < 0) return end;
  const std::int64_t least = low % stride;
  return std::max(end.value_or(least), least == 0 && low >= stride ? stride : least);
}

// Likewise for one that grows.
std::optional<std::int64_t> upper_end(std::int64_t high, std::int64_t stride,
                                      const Widening& widen) {
  const auto bound = widen.above(high);
  if (high >= 0 && !bound) return std::nullopt;
  const std::int64_t most = high < 0 ? std::min<std::int64_t>(bound.value_or(-1), -1) : *bound;
  return last_below(high, stride, most);
}

// Makes `right`, which goes beyond `left`, the last step of what would else be many.
bool widen_number(const Value& left, Value& right, const Widening& widen) {
  const std::int64_t stride = common_stride(left, right);
  const auto low = right.low < left.low ? lower_end(right.low, stride, widen) : right.low;
  const auto high = right.high > left.high ? upper_end(right.high, stride, widen) : right.high;
  if (!low || !high) return false;
  right.low = *low;
  right.high = *high;
  return true;
}

}  // namespace

struct Join {
  const Segment& data;
  std::int64_t data_touched;  // by both sides: what lies above on the data stack is the SIP's own
  const Widening* widen;
};

namespace {

bool is_in(const Value& place, std::int64_t distance, const Join& join) {
  const std::int64_t low = place.low - distance, high = place.high - distance;
  if (place.is(Value::Kind::kWindow)) return join.data.holds(low, high + 1);
  return place.is(Value::Kind::kData) && low >= join.data_touched && high < 0;
}

// A place in the SIP's data or on its data stack joined with an owned address is owned; if it can
// be, at the same distance from what is the SIP's, so that the union is no wider than it was.
Value as_owned(const Value& place, const Value& other, const Join& join) {
  if (other.is(Value::Kind::kOwned)) {
    for (const std::int64_t distance : {other.low, other.high}) {
      if (is_in(place, distance, join)) return Value::owned(distance, distance);
    }
  }
  return is_in(place, 0, join) ? Value::owned(0, 0) : place;
}

Value join_values(Value left, Value right, const Join& join) {
  using Kind = Value::Kind;
  if (left == right) return left;
  Value result;
  if (left.has_same && right.has_same && left.same == right.same) {
    result.has_same = true;
    result.same = left.same;
  }
  if (left.kind != right.kind ||
      (left.is(Kind::kWindow) && (left.low != right.low || left.high != right.high)))
    std::tie(left, right) = std::pair(as_owned(left, right, join), as_owned(right, left, join));
  if (left.kind != right.kind || left.is(Kind::kUnknown)) return result;
  const bool page = left.is(Kind::kPage);
  if (page ? !result.has_same : left.is(Kind::kEntry) && left.low != right.low) {
    result.has_same = false;
    return result;
  }
  const bool grows = right.low < left.low || right.high > left.high;
  if (grows && join.widen != nullptr &&
      (!left.is(Kind::kNumber) || !widen_number(left, right, *join.widen)))
    return result;
  result.kind = left.kind;
  result.low = std::min(left.low, right.low);
  result.high = std::max(left.high, right.high);
  if (result.is(Kind::kNumber) || result.is(Kind::kStack))
    result.stride = common_stride(left, right);
  if (result.is(Kind::kOwned) && result.high - result.low > kGuardZone)
    result.kind = Kind::kUnknown;
  return result;
}

Pair* find_pair(std::vector<Pair>& pairs, const Address& address) {
  const auto found = std::ranges::find_if(pairs, [&](const Pair& pair) {
    return pair.base == address.base && pair.index == address.index && pair.scale == address.scale;
  });
  return found == pairs.end() ? nullptr : &*found;
}

}  // namespace

Value Value::make(Kind kind, std::int64_t low, std::int64_t high) {
  Value value;
  value.kind = kind;
  value.low = low;
  value.high = high;
  return value;
}

Value Value::owned(std::int64_t low, std::int64_t high) {
  return low < -kFarthest || high > kFarthest ? Value() : make(Kind::kOwned, low, high);
}

Value Value::number(std::int64_t low, std::int64_t high) {
  return low < -kLargestNumber || high > kLargestNumber || low > high
             ? Value()
             : make(Kind::kNumber, low, high);
}

Value Value::moved(std::int64_t by) const {
  if (by < -kFarthest || by > kFarthest) return {};
  switch (kind) {
    case Kind::kOwned:
      return owned(low + by, high + by);
    case Kind::kNumber: {
      Value sum = number(low + by, high + by);
      if (sum.is(Kind::kNumber)) sum.stride = stride;
      return sum;
    }
    case Kind::kStack:
    case Kind::kData:
    case Kind::kWindow: {
      if (low + by < -kFarthest || high + by > kFarthest) return {};
      Value place = make(kind, low + by, high + by);
      if (kind == Kind::kStack) place.stride = stride;
      return place;
    }
    default:
      return {};
  }
}

Value Value::moved(const Value& by, std::uint8_t scale) const {
  if (!by.is(Kind::kNumber) || by.low < -kFarthest || by.high > kFarthest) return {};
  Value result = moved(by.low * scale);
  const Value highest = moved(by.high * scale);
  if (result.kind != highest.kind) return {};
  result.high = highest.high;
  if (!by.exact())
    result.stride = std::gcd(exact() ? std::int64_t{0} : result.stride, by.stride * scale);
  return result;
}

std::optional<std::int64_t> Widening::above(std::int64_t number) const {
  const auto found = std::ranges::lower_bound(bounds, number);
  return found == bounds.end() ? std::nullopt : std::optional(*found);
}

std::optional<std::int64_t> Widening::below(std::int64_t number) const {
  const auto found = std::ranges::upper_bound(bounds, number);
  return found == bounds.begin() ? std::nullopt : std::optional(*std::prev(found));
}

State State::at_entry() {
  State state;
  for (const std::uint8_t reg : kCalleeSaved) state.registers_[reg] = Value::entry(reg);
  state.registers_[kRsp] = Value::stack(0);
  return state;
}

void State::set(std::uint8_t reg, Value value) {
  if (value.has_same && value.same.names(reg)) value.has_same = false;
  if (value.is(Value::Kind::kPage) && !value.has_same) value.kind = Value::Kind::kUnknown;
  for (unsigned rest = copies_; rest != 0; rest &= rest - 1) {
    const auto other = static_cast<std::uint8_t>(std::countr_zero(rest));
    if (registers_[other].same.names(reg)) forget_same(other);
  }
  if (!pairs_.empty())
    std::erase_if(pairs_, [&](const Pair& pair) { return pair.base == reg || pair.index == reg; });
  if (flags.kind == Flags::Kind::kOwner ? flags.address.names(reg)
                                        : flags.from == reg || flags.other == reg)
    flags = {};
  put(reg, value);
}

void State::put(std::uint8_t reg, const Value& value) {
  registers_[reg] = value;
  const auto bit = static_cast<std::uint16_t>(1u << reg);
  copies_ = static_cast<std::uint16_t>(value.has_same ? copies_ | bit : copies_ & ~bit);
}

void State::forget_same(std::uint8_t reg) {
  Value& value = registers_[reg];
  value.has_same = false;
  if (value.is(Value::Kind::kPage)) value.kind = Value::Kind::kUnknown;
  copies_ = static_cast<std::uint16_t>(copies_ & ~(1u << reg));
}

void State::forget(std::uint16_t registers) {
  for (unsigned rest = registers; rest != 0; rest &= rest - 1)
    set(static_cast<std::uint8_t>(std::countr_zero(rest)), {});
}

void State::add(std::uint8_t reg, std::int64_t number) {
  if (pairs_.empty() && copies_ == 0) return set(reg, registers_[reg].moved(number));
  const bool far = number < -kFarthest || number > kFarthest;
  std::vector<Pair> kept;
  for (Pair pair : pairs_) {
    if ((pair.base != reg && pair.index != reg) || far) continue;
    const std::int64_t by =
        number * ((pair.base == reg ? 1 : 0) + (pair.index == reg ? pair.scale : 0));
    const Value distance = Value::owned(pair.low + by, pair.high + by);
    if (!distance.is(Value::Kind::kOwned)) continue;
    pair.low = distance.low;
    pair.high = distance.high;
    kept.push_back(pair);
  }
  // Copies of the register's old value stay as far from it as they were.
  std::array<Value, kRegisters> copies;
  std::uint16_t kept_copies = 0;
  for (unsigned rest = far ? 0 : copies_; rest != 0; rest &= rest - 1) {
    const auto other = static_cast<std::uint8_t>(std::countr_zero(rest));
    const Value& copy = registers_[other];
    if (other == reg || copy.same.base != reg || copy.same.index != kNone) continue;
    copies[other] = copy;
    copies[other].same.displacement -= number;
    kept_copies = static_cast<std::uint16_t>(kept_copies | 1u << other);
  }
  set(reg, registers_[reg].moved(number));
  pairs_.insert(pairs_.end(), kept.begin(), kept.end());
  for (unsigned rest = kept_copies; rest != 0; rest &= rest - 1) {
    const auto other = static_cast<std::uint8_t>(std::countr_zero(rest));
    put(other, copies[other]);
  }
}

void State::limit(std::uint8_t reg, std::int64_t low, std::int64_t high) {
  narrow(reg, low, high);
  const Value& value = registers_[reg];
  if (!value.is(Value::Kind::kNumber)) return;
  const auto narrow_by = [&](std::uint8_t other, std::int64_t distance) {
    if (std::abs(distance) <= kFarthest) narrow(other, value.low + distance, value.high + distance);
  };
  const auto is_shift = [](const Address& same) {
    return same.base != kNone && same.index == kNone;
  };
  if (value.has_same && is_shift(value.same)) narrow_by(value.same.base, -value.same.displacement);
  for (unsigned rest = copies_; rest != 0; rest &= rest - 1) {
    const auto other = static_cast<std::uint8_t>(std::countr_zero(rest));
    const Address& same = registers_[other].same;
    if (is_shift(same) && same.base == reg) narrow_by(other, same.displacement);
  }
}

void State::narrow(std::uint8_t reg, std::int64_t low, std::int64_t high) {
  Value& value = registers_[reg];
  if (value.is(Value::Kind::kUnknown)) {
    const Value number = Value::number(low, high);
    value.kind = number.kind;
    value.low = number.low;
    value.high = number.high;
  } else if (value.is(Value::Kind::kNumber)) {
    if (low > value.low)
      value.low += (low - value.low + value.stride - 1) / value.stride * value.stride;
    value.high = last_below(value.low, value.stride, std::min(value.high, high));
  }
}

void State::exclude(std::uint8_t reg, std::int64_t number) {
  Value& value = registers_[reg];
  if (!value.is(Value::Kind::kNumber) || value.exact()) return;
  if (value.high == number) value.high -= value.stride;
  if (value.low == number) value.low += value.stride;
}

Value State::evaluate(const Address& address) const {
  if (address.base == kNone && address.index == kNone) return {};
  if (address.index == kNone) return registers_[address.base].moved(address.displacement);
  if (address.base == kNone)
    return Value::number(0, 0)
        .moved(registers_[address.index], address.scale)
        .moved(address.displacement);
  if (const Pair* pair = find_pair(const_cast<std::vector<Pair>&>(pairs_), address))
    return Value::owned(pair->low, pair->high).moved(address.displacement);
  const Value& base = registers_[address.base];
  const Value& index = registers_[address.index];
  // The displacement first or last: either order may stay in range, and either is right.
  const auto sum = [&](const Value& pointer, const Value& by, std::uint8_t scale) {
    const Value first = pointer.moved(address.displacement).moved(by, scale);
    return first.is(Value::Kind::kUnknown) ? pointer.moved(by, scale).moved(address.displacement)
                                           : first;
  };
  const Value forward = sum(base, index, address.scale);
  if (!forward.is(Value::Kind::kUnknown) || address.scale != 1) return forward;
  return sum(index, base, 1);
}

void State::now_owned(const Address& address, bool aliases) {
  if (address.base == kNone) return;
  // No page of a call stack is ever owned: such a check would only trap.
  const auto on_call_stack = [&](std::uint8_t reg) {
    return reg != kNone && registers_[reg].is(Value::Kind::kStack);
  };
  if (on_call_stack(address.base) || on_call_stack(address.index)) return;
  if (address.index != kNone) {
    const Value distance = Value::owned(-address.displacement, -address.displacement);
    if (!distance.is(Value::Kind::kOwned)) return;
    if (Pair* pair = find_pair(pairs_, address)) {
      pair->low = pair->high = distance.low;
    } else {
      pairs_.push_back({address.base, address.index, address.scale, distance.low, distance.high});
    }
    // Of an index that is bounded, something follows for the base alone.
    const Value& index = registers_[address.index];
    Value& base = registers_[address.base];
    const bool plain = base.is(Value::Kind::kUnknown) || base.is(Value::Kind::kNumber);
    if (plain && index.is(Value::Kind::kNumber) && index.low >= -kGuardZone &&
        index.high <= kGuardZone) {
      const Value near = Value::owned(distance.low - index.high * address.scale,
                                      distance.high - index.low * address.scale);
      base.kind = near.kind;
      base.low = near.low;
      base.high = near.high;
    }
  } else {
    Value& base = registers_[address.base];
    // On the data stack, but not in the activation's own frame, where the frame is the proof.
    const bool somewhere = base.is(Value::Kind::kData) && (!base.exact() || base.low >= 0);
    if (base.is(Value::Kind::kUnknown) || base.is(Value::Kind::kOwned) ||
        base.is(Value::Kind::kNumber) || somewhere) {
      const Value distance = Value::owned(-address.displacement, -address.displacement);
      base.kind = distance.kind;
      base.low = distance.low;
      base.high = distance.high;
    }
  }
  if (!aliases) return;
  for (Value& value : registers_) {
    const bool copy = value.has_same && value.is(Value::Kind::kUnknown) &&
                      value.same.base == address.base && value.same.index == address.index &&
                      value.same.scale == address.scale;
    if (!copy) continue;
    const std::int64_t distance = value.same.displacement - address.displacement;
    const Value owned = Value::owned(distance, distance);
    value.kind = owned.kind;
    value.low = owned.low;
    value.high = owned.high;
  }
  if (address.index != kNone) return;
  const Value& base = registers_[address.base];
  if (!base.has_same || base.is(Value::Kind::kPage)) return;
  Address original = base.same;
  original.displacement += address.displacement;
  now_owned(original, false);
}

void State::nothing_owned() {
  pairs_.clear();
  const auto forget_owned = [](Value& value) {
    if (value.is(Value::Kind::kOwned)) value.kind = Value::Kind::kUnknown;
    if (value.is(Value::Kind::kUnknown)) value.low = value.high = 0;
  };
  for (Value& value : registers_) forget_owned(value);
  std::erase_if(slots_, [](const Slot& slot) { return slot.value.is(Value::Kind::kOwned); });
}

Value* State::find(std::int64_t offset) {
  const auto found = std::ranges::lower_bound(slots_, offset, {}, &Slot::offset);
  return found != slots_.end() && found->offset == offset ? &found->value : nullptr;
}

Value State::load(std::int64_t offset) const {
  const Value* found = const_cast<State*>(this)->find(offset);
  return found == nullptr ? Value() : *found;
}

void State::overwrite(std::int64_t low, std::int64_t end) {
  std::erase_if(slots_,
                [&](const Slot& slot) { return slot.offset + 8 > low && slot.offset < end; });
}

void State::store(std::int64_t offset, Value value) {
  overwrite(offset, offset + 8);
  value.has_same = false;
  if (value.is(Value::Kind::kUnknown) || value.is(Value::Kind::kPage)) return;
  slots_.insert(std::ranges::lower_bound(slots_, offset, {}, &Slot::offset), {offset, value});
}

bool State::saves_entry(std::int64_t low, std::int64_t end) const {
  return std::ranges::any_of(slots_, [&](const Slot& slot) {
    return slot.value.is(Value::Kind::kEntry) && slot.offset + 8 > low && slot.offset < end;
  });
}

void State::drop_below(std::int64_t offset) {
  std::erase_if(slots_, [&](const Slot& slot) { return slot.offset < offset; });
}

bool State::join_pairs(const std::vector<Pair>& others, bool widen) {
  bool changed = false;
  std::erase_if(pairs_, [&](Pair& pair) {
    const auto found = std::ranges::find_if(others, [&](const Pair& other) {
      return other.base == pair.base && other.index == pair.index && other.scale == pair.scale;
    });
    if (found != others.end() && found->low >= pair.low && found->high <= pair.high) return false;
    changed = true;
    if (found == others.end() || widen) return true;
    pair.low = std::min(pair.low, found->low);
    pair.high = std::max(pair.high, found->high);
    return pair.high - pair.low > kGuardZone;
  });
  return changed;
}

bool State::join_slots(const State& other, const Join& join) {
  bool changed = false;
  const std::vector<Slot>& others = other.slots_;
  auto at = others.begin();
  std::erase_if(slots_, [&](Slot& slot) {
    while (at != others.end() && at->offset < slot.offset) ++at;
    if (at != others.end() && *at == slot) return false;
    const Value joined = at == others.end() || at->offset != slot.offset
                             ? Value()
                             : join_values(slot.value, at->value, join);
    if (joined == slot.value) return false;
    changed = true;
    slot.value = joined;
    return joined.is(Value::Kind::kUnknown);
  });
  return changed;
}

bool State::join(const State& other, const Segment& data, const Widening* widen) {
  const Join how{data, std::max(data_touched_, other.data_touched_), widen};
  const Value pointer = join_values(data_pointer, other.data_pointer, how);
  bool changed = pointer != data_pointer || how.data_touched != data_touched_;
  data_pointer = pointer;
  data_touched_ = how.data_touched;
  for (std::uint8_t reg = 0; reg < kRegisters; ++reg) {
    if (registers_[reg] == other.registers_[reg]) continue;
    const Value joined = join_values(registers_[reg], other.registers_[reg], how);
    if (joined == registers_[reg]) continue;
    changed = true;
    put(reg, joined);
  }
  changed |= join_pairs(other.pairs_, widen != nullptr);
  changed |= join_slots(other, how);
  if (flags != other.flags) {
    changed |= flags != Flags{};
    flags = {};
  }
  changed |= other.touched_ > touched_;
  touched_ = std::max(touched_, other.touched_);
  return changed;
}

}  // namespace verifier::stores
