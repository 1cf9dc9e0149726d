// HashMap: values by key, in collected memory. The entries lie in a row, in the order in which they
// came (erasing one puts the last in its place), so that going through them is as fast as going
// through a Vector; a table of places beside it finds them. Keys are numbers, enums, text, or have
// a member hash().
#pragma once
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "sip/optional.hpp"
#include "sip/panic.hpp"
#include "sip/string.hpp"
#include "sip/vector.hpp"

namespace sip {

/// 64 well mixed bits of a key. What is equal hashes alike, also a String and a StringView.
template <class Key>
std::uint64_t hash_of(const Key& key) {
  if constexpr (std::is_integral_v<Key> || std::is_enum_v<Key>) {
    std::uint64_t bits = static_cast<std::uint64_t>(key) * 0x9e3779b97f4a7c15;
    bits ^= bits >> 32;
    bits *= 0xd6e8feb86659fd93;
    return bits ^ bits >> 32;
  } else if constexpr (std::is_same_v<Key, String>) {
    return prim::text_hash(key.view());
  } else if constexpr (std::is_same_v<Key, StringView>) {
    return prim::text_hash(key);
  } else {
    return key.hash();
  }
}

template <class Key, class Value>
class [[clang::annotate("sip::collected")]] HashMap {
 public:
  /// What a key is looked up with: text as a view, so that no String needs to be made.
  using Lookup = std::conditional_t<std::is_same_v<Key, String>, StringView, Key>;

  struct Entry {
    Key first;  // do not change it: the entry would not be found again
    Value second;
  };

  constexpr HashMap() = default;

  std::size_t size() const { return entries_.size(); }
  bool empty() const { return entries_.empty(); }
  void clear() {
    entries_.clear();
    places_.clear();
  }
  void reserve(std::size_t count) {
    entries_.reserve(count);
    if (count > room()) rebuild(count);
  }

  bool contains(const Lookup& key) const { return entry_of(key) != kNone; }
  /// A copy of the value, if there is one.
  Optional<Value> find(const Lookup& key) const {
    const std::size_t entry = entry_of(key);
    if (entry == kNone) return {};
    return Optional<Value>(entries_[entry].second);
  }
  /// A key that is not there ends the SIP.
  Value& at(const Lookup& key) { return entries_[present(key)].second; }
  const Value& at(const Lookup& key) const { return entries_[present(key)].second; }
  /// The value; made (Value{}) if it is not there.
  Value& operator[](const Lookup& key) {
    const std::size_t entry = entry_of(key);
    return entries_[entry == kNone ? add(Key(key), Value{}) : entry].second;
  }

  /// Whether it is new; the old value is replaced.
  bool insert_or_assign(Key key, Value value) {
    const std::size_t entry = entry_of(key);
    if (entry == kNone) {
      add(std::move(key), std::move(value));
      return true;
    }
    entries_[entry].second = std::move(value);
    return false;
  }
  /// Whether it is new; an old value stays.
  bool insert(Key key, Value value) {
    if (entry_of(key) != kNone) return false;
    add(std::move(key), std::move(value));
    return true;
  }
  /// Whether it was there.
  bool erase(const Lookup& key) {
    const std::size_t place = place_of(key);
    if (place == kNone) return false;
    const std::size_t entry = entry_at(place);
    const std::size_t last = entries_.size() - 1;
    if (entry != last) {
      const std::size_t moved = place_of(entries_[last].first);
      places_[moved] = slot(hash_at(moved), entry);
      entries_[entry] = std::move(entries_[last]);
    }
    entries_.pop_back();
    close_gap(place);
    return true;
  }

  SpanIterator<Entry> begin() { return entries_.begin(); }
  SpanIterator<Entry> end() { return entries_.end(); }
  SpanIterator<const Entry> begin() const { return entries_.begin(); }
  SpanIterator<const Entry> end() const { return entries_.end(); }

 private:
  static constexpr std::size_t kNone = ~std::size_t{0};
  static constexpr std::uint64_t kSmallest = 8;

  // A slot holds the upper half of the hash and the entry's number plus one; 0 is free.
  static std::uint64_t slot(std::uint64_t hash, std::size_t entry) {
    return hash >> 32 << 32 | (entry + 1);
  }
  std::uint64_t hash_at(std::size_t place) const { return places_[place] >> 32 << 32; }
  std::size_t entry_at(std::size_t place) const { return (places_[place] & 0xffff'ffff) - 1; }
  std::size_t mask() const { return places_.size() - 1; }
  std::size_t room() const { return places_.size() / 4 * 3; }
  std::size_t home(std::uint64_t hash) const { return hash >> 32 & mask(); }

  std::size_t place_of(const Lookup& key) const {
    if (places_.empty()) return kNone;
    const std::uint64_t hash = hash_of(key);
    for (std::size_t place = home(hash);; place = (place + 1) & mask()) {
      const std::uint64_t found = places_[place];
      if (found == 0) return kNone;
      if (found >> 32 == hash >> 32 && entries_[(found & 0xffff'ffff) - 1].first == key)
        return place;
    }
  }
  std::size_t entry_of(const Lookup& key) const {
    const std::size_t place = place_of(key);
    return place == kNone ? kNone : entry_at(place);
  }
  std::size_t present(const Lookup& key) const {
    const std::size_t entry = entry_of(key);
    if (entry == kNone) panic("HashMap: there is no such key");
    return entry;
  }

  std::size_t add(Key key, Value value) {
    const std::size_t entry = entries_.size();
    if (entry >= room()) rebuild(entry + 1);
    enter(hash_of(key), entry);
    entries_.push_back(Entry{std::move(key), std::move(value)});
    return entry;
  }
  void enter(std::uint64_t hash, std::size_t entry) {
    std::size_t place = home(hash);
    while (places_[place] != 0) place = (place + 1) & mask();
    places_[place] = slot(hash, entry);
  }
  void rebuild(std::size_t count) {
    if (count > 0x7fff'ffff) panic("HashMap: more than 2^31 entries");
    std::uint64_t wanted = kSmallest;
    while (wanted / 4 * 3 < count) wanted *= 2;
    places_ = Vector<std::uint64_t>(wanted);
    for (std::size_t i = 0; i < entries_.size(); ++i) enter(hash_of(entries_[i].first), i);
  }
  // What follows in the same run of slots moves up, unless it is at home already.
  void close_gap(std::size_t gap) {
    for (std::size_t next = (gap + 1) & mask(); places_[next] != 0; next = (next + 1) & mask()) {
      const std::size_t distance = (next - home(hash_at(next))) & mask();
      if (distance < ((next - gap) & mask())) continue;
      places_[gap] = places_[next];
      gap = next;
    }
    places_[gap] = 0;
  }

  Vector<Entry> entries_;
  Vector<std::uint64_t> places_;
};

}  // namespace sip
