// Records of tables in lists, and tables whose records are taken and given back.
#pragma once
#include "base/trusted/table.hpp"

namespace kernel {

// Doubly linked lists through the records of a table: a record holds the ids of its neighbours, so
// being in a list costs no memory and leaving it no search. `at` is anything that gives the record
// of an id by `at[id]`; `Next` and `Previous` are the members that hold the neighbours.

// A list that is entered at its head alone.
template <auto Next, auto Previous>
struct List {
  static void push_front(const auto& at, auto& first, auto id) {
    at[id].*Previous = {};
    at[id].*Next = first;
    if (!first.none()) at[first].*Previous = id;
    first = id;
  }
  static void remove(const auto& at, auto& first, auto id) {
    auto& record = at[id];
    ((record.*Previous).none() ? first : at[record.*Previous].*Next) = record.*Next;
    if (!(record.*Next).none()) at[record.*Next].*Previous = record.*Previous;
  }
};

// A queue, whose end is known too.
template <auto Next, auto Previous>
struct Queue {
  // Behind `before`, or in front of all when that is none.
  static void insert(const auto& at, auto& first, auto& last, auto before, auto id) {
    auto& record = at[id];
    record.*Previous = before;
    record.*Next = before.none() ? first : at[before].*Next;
    (before.none() ? first : at[before].*Next) = id;
    ((record.*Next).none() ? last : at[record.*Next].*Previous) = id;
  }
  static void remove(const auto& at, auto& first, auto& last, auto id) {
    auto& record = at[id];
    ((record.*Previous).none() ? first : at[record.*Previous].*Next) = record.*Next;
    ((record.*Next).none() ? last : at[record.*Next].*Previous) = record.*Previous;
  }
};

// Which free record is taken first: the one just given back (its lines are in the cache), or the
// one that has been free for longest (a stale name of it meets nobody for as long as possible).
enum class Reuse { kSoon, kLate };

template <class Record, class RecordId, auto Link, Reuse Order = Reuse::kSoon>
class Pool : public Table<Record, RecordId> {
 public:
  Pool() = default;
  explicit Pool(Table<Record, RecordId> records) : Table<Record, RecordId>(records) {
    used_ = this->count();
    for (std::uint32_t i = this->count(); i-- > 0;)
      give_back(this->id_at(Order == Reuse::kSoon ? i : this->count() - 1 - i));
  }

  // None when all are in use. Fields are as they were when it was given back.
  RecordId take() {
    const RecordId id = free_first_;
    if (id.none()) return id;
    free_first_ = (*this)[id].*Link;
    ++used_;
    return id;
  }
  void give_back(RecordId id) {
    const bool behind = Order == Reuse::kLate && !free_first_.none();
    (*this)[id].*Link = behind ? RecordId{} : free_first_;
    (behind ? (*this)[free_last_].*Link : free_first_) = id;
    free_last_ = id;
    --used_;
  }
  std::uint32_t in_use() const { return used_; }

 private:
  RecordId free_first_, free_last_;
  std::uint32_t used_ = 0;
};

}  // namespace kernel
