// A table whose records are taken and given back. The free ones are a list through `Link`.
#pragma once
#include "base/trusted/table.hpp"

namespace kernel {

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
