// What is known of registers, of the frame and of addresses at one point of the text, for every
// execution that comes there. Offsets on the call stack count from where the current activation's
// return address lies, those on the data stack from where its pointer, %gs:24, was at entry;
// "owned" means in a page that this SIP owned when last checked or accessed, which no page of a
// call stack ever is.
#pragma once
#include <array>

#include "machine/stores/step.hpp"

namespace verifier::stores {

// Memory of different owners is at least one unmapped page apart (docs/formats/sip.md), so an
// access that is not further than this from an owned address is to a page of the SIP, or faults.
inline constexpr std::int64_t kGuardZone = 4096;

struct Value {
  enum class Kind : std::uint8_t {
    kUnknown,
    kStack,   // an address on the call stack, offset in [low, high]
    kData,    // on the data stack, likewise
    kEntry,   // what register `low` held when the function was entered
    kOwned,   // an owned address plus [low, high]
    kWindow,  // an address in the SIP's window, in [low, high]
    kNumber,  // in [low, high]
    kPage     // the page number of the address `same`
  };
  Kind kind = Kind::kUnknown;
  bool has_same = false;
  std::int64_t low = 0, high = 0;
  std::int64_t stride = 1;  // of a kNumber or kStack: it is low plus a multiple of that
  Address same;  // has_same: the register equals this expression of the other registers now

  static Value make(Kind kind, std::int64_t low, std::int64_t high);
  static Value stack(std::int64_t offset) { return make(Kind::kStack, offset, offset); }
  static Value data(std::int64_t offset) { return make(Kind::kData, offset, offset); }
  static Value entry(std::uint8_t reg) { return make(Kind::kEntry, reg, reg); }
  static Value owned(std::int64_t low, std::int64_t high);  // unknown when absurdly far
  static Value window(std::int64_t at) { return make(Kind::kWindow, at, at); }
  static Value number(std::int64_t low, std::int64_t high);
  [[nodiscard]] bool is(Kind wanted) const { return kind == wanted; }
  [[nodiscard]] bool exact() const { return low == high; }
  // A number that is the same read as one of 32 bits without a sign.
  [[nodiscard]] bool fits_half() const { return is(Kind::kNumber) && low >= 0 && high <= kHalf; }
  [[nodiscard]] Value moved(std::int64_t by) const;                      // plus a number
  [[nodiscard]] Value moved(const Value& by, std::uint8_t scale) const;  // plus a kNumber
  static constexpr std::int64_t kLargestNumber = std::int64_t{1} << 48;  // that is followed
  static constexpr std::int64_t kHalf = 0xffff'ffff;                     // of 32 bits
  friend bool operator==(const Value&, const Value&) = default;
};

// base + index * scale is an owned address plus [low, high].
struct Pair {
  std::uint8_t base, index, scale;
  std::int64_t low, high;
  friend bool operator==(const Pair&, const Pair&) = default;
};

struct Slot {
  std::int64_t offset;  // eight bytes of the frame
  Value value;
  friend bool operator==(const Slot&, const Slot&) = default;
};

struct Flags {
  // kZero: says of `from` only whether it is 0.
  enum class Kind : std::uint8_t { kUnknown, kOwner, kNumber, kRegister, kZero };
  Kind kind = Kind::kUnknown;
  Address address;  // kOwner: equal says that it is owned
  std::uint8_t from = kNone, other = kNone, width = 64;
  std::int64_t number = 0;
  friend bool operator==(const Flags&, const Flags&) = default;
};

struct Segment {
  std::int64_t begin = 0, end = 0;
  [[nodiscard]] bool holds(std::int64_t low, std::int64_t end_of) const {
    return low >= begin && end_of <= end && low <= end_of;
  }
};

// Numbers that a loop compares with, and their neighbours: where counting ends. Sorted.
struct Widening {
  std::vector<std::int64_t> bounds;
  // The least bound that is not less; nullopt: none.
  [[nodiscard]] std::optional<std::int64_t> above(std::int64_t number) const;
  // The greatest bound that is not greater; nullopt: none.
  [[nodiscard]] std::optional<std::int64_t> below(std::int64_t number) const;
};

class State {
 public:
  // As a function finds it: the stack pointer at its return address, nothing else known.
  static State at_entry();

  [[nodiscard]] const Value& at(std::uint8_t reg) const { return registers_[reg]; }
  // Writes a register; what was known of addresses through it is gone.
  void set(std::uint8_t reg, Value value);
  void forget(std::uint16_t registers);
  // reg += number: what is known of addresses through it moves along.
  void add(std::uint8_t reg, std::int64_t number);
  // It is a number in [low, high], and so are its copies, as far as they are from it.
  void limit(std::uint8_t reg, std::int64_t low, std::int64_t high);
  void exclude(std::uint8_t reg, std::int64_t number);  // from the ends of a kNumber

  [[nodiscard]] Value evaluate(const Address& address) const;
  // The address is owned: an owner check passed, or an access that could only be to an own page.
  void now_owned(const Address& address, bool aliases = true);
  // Calls into the kernel may give pages away.
  void nothing_owned();

  [[nodiscard]] Value load(std::int64_t offset) const;
  void store(std::int64_t offset, Value value);
  void overwrite(std::int64_t low, std::int64_t end);
  // Does a saved register lie there, or anything else that the function counts on at its return?
  [[nodiscard]] bool saves_entry(std::int64_t low, std::int64_t end) const;
  void drop_below(std::int64_t offset);

  [[nodiscard]] std::int64_t touched() const { return touched_; }
  void touch(std::int64_t offset) { touched_ = std::min(touched_, offset); }

  // The data stack: where %gs:24 points, and how far down it is known to reach.
  [[nodiscard]] std::int64_t data_touched() const { return data_touched_; }
  void touch_data(std::int64_t offset) { data_touched_ = std::min(data_touched_, offset); }
  Value data_pointer = Value::data(0);

  Flags flags;

  // The union of what two ways allow; true when this changed. With `widen`, what still moves is
  // given up, but for numbers: those grow to what the loop compares with.
  bool join(const State& other, const Segment& data, const Widening* widen);

 private:
  void put(std::uint8_t reg, const Value& value);
  void narrow(std::uint8_t reg, std::int64_t low, std::int64_t high);
  void forget_same(std::uint8_t reg);
  Value* find(std::int64_t offset);
  bool join_pairs(const std::vector<Pair>& others, bool widen);
  bool join_slots(const State& other, const struct Join& join);

  std::array<Value, kRegisters> registers_;
  std::vector<Pair> pairs_;
  std::vector<Slot> slots_;  // by offset, not overlapping
  std::int64_t touched_ = 0, data_touched_ = 0;
  std::uint16_t copies_ = 0;  // bit per register with has_same
};

}  // namespace verifier::stores
