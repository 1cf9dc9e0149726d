// LruCache: keeps the entries that were used last, up to a fixed number. A table finds an entry by
// its key; the entries form a ring, the one used last behind the anchor, the next to go before it.
#pragma once
#include <manifest.hpp>

namespace lru {

template <class Key, class Value>
class LruCache {
  struct Entry {
    Key key{};
    Value value{};
    sip::Gc<Entry> newer, older;
  };
  using EntryRef = sip::Gc<Entry>;

 public:
  explicit LruCache(std::size_t capacity) : capacity_(capacity), anchor_(sip::make_gc<Entry>()) {
    (*anchor_).newer = anchor_;
    (*anchor_).older = anchor_;
    entries_.reserve(capacity + 1);
  }

  std::size_t size() const { return entries_.size(); }

  /// The value; it is now the one used last.
  sip::Optional<Value> get(const Key& key) {
    const auto found = entries_.find(key);
    if (!found) return {};
    const EntryRef entry = *found;
    unlink(entry);
    link_as_newest(entry);
    return (*entry).value;
  }

  void put(const Key& key, const Value& value) {
    if (const auto found = entries_.find(key)) {
      const EntryRef entry = *found;
      (*entry).value = value;
      unlink(entry);
      link_as_newest(entry);
      return;
    }
    EntryRef entry;
    if (entries_.size() == capacity_) {
      entry = (*anchor_).newer;  // the oldest: the ring's other end
      entries_.erase((*entry).key);
      unlink(entry);
    } else {
      entry = sip::make_gc<Entry>();
    }
    (*entry).key = key;
    (*entry).value = value;
    entries_.insert_or_assign(key, entry);
    link_as_newest(entry);
  }

  bool erase(const Key& key) {
    const auto found = entries_.find(key);
    if (!found) return false;
    unlink(*found);
    entries_.erase(key);
    return true;
  }

  /// Calls visit(key, value) from the newest to the oldest.
  template <class Visit>
  void for_each(const Visit& visit) const {
    for (EntryRef at = (*anchor_).older; !(at == anchor_); at = (*at).older)
      visit((*at).key, (*at).value);
  }

 private:
  static void unlink(const EntryRef& entry) {
    const EntryRef newer = (*entry).newer, older = (*entry).older;
    (*newer).older = older;
    (*older).newer = newer;
  }
  void link_as_newest(const EntryRef& entry) {
    const EntryRef second = (*anchor_).older;
    (*entry).newer = anchor_;
    (*entry).older = second;
    (*second).newer = entry;
    (*anchor_).older = entry;
  }

  std::size_t capacity_;
  EntryRef anchor_;
  sip::HashMap<Key, EntryRef> entries_;
};

}  // namespace lru
