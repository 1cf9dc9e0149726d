// A fixed array of kernel records, made once at start and indexed by a typed id. Holding an Id
// proves nothing; the index is checked at every use and a bad one stops the kernel. The only place
// where a record's address is computed.
#pragma once
#include <compare>
#include <cstdint>

namespace kernel {

// The name of a record: which table it belongs to is part of its type.
template <class Tag>
struct Id {
  static constexpr std::uint32_t kNoneValue = 0xffff'ffff;
  std::uint32_t value = kNoneValue;
  constexpr bool none() const { return value == kNoneValue; }
  friend constexpr bool operator==(Id, Id) = default;
};

// A record of a table, once found: its address. Nothing before it is set; then good for ever.
template <class Record>
class RecordRef {
 public:
  RecordRef() = default;
  Record& operator*() const { return *record_; }
  Record* operator->() const { return record_; }

 private:
  template <class, class>
  friend class Table;
  // SAFETY: records live until power-off; page 0, where an unset one leads, is never mapped.
  explicit RecordRef(Record& record) : record_(&record) {}
  Record* record_ = nullptr;
};

template <class Record, class RecordId>
class Table {
 public:
  Table() = default;
  // SAFETY: the arena hands over `count` constructed records that nobody else names and that live
  // until power-off.
  Table(Record* first, std::uint32_t count) : first_(first), count_(count) {}

  Record& operator[](RecordId id) const {
    if (id.value >= count_) [[unlikely]]
      __builtin_trap();
    return first_[id.value];
  }
  RecordRef<Record> ref(RecordId id) const { return RecordRef<Record>((*this)[id]); }
  bool holds(RecordId id) const { return id.value < count_; }
  std::uint32_t count() const { return count_; }
  RecordId id_at(std::uint32_t index) const { return RecordId{index}; }
  Record* begin() const { return first_; }
  Record* end() const { return first_ + count_; }

 private:
  Record* first_ = nullptr;
  std::uint32_t count_ = 0;
};

}  // namespace kernel
