// The LRU cache as processes/programs/lru, in plain C++: std::list and std::unordered_map.
#include <cstdint>
#include <list>
#include <optional>
#include <unordered_map>

#include "program.hpp"

namespace lru {

template <class Key, class Value>
class LruCache {
  struct Entry {
    Key key;
    Value value;
  };
  using Entries = std::list<Entry>;

 public:
  explicit LruCache(std::size_t capacity) : capacity_(capacity) { places_.reserve(capacity + 1); }

  std::optional<Value> get(const Key& key) {
    const auto found = places_.find(key);
    if (found == places_.end()) return {};
    entries_.splice(entries_.begin(), entries_, found->second);
    return found->second->value;
  }

  void put(const Key& key, const Value& value) {
    const auto found = places_.find(key);
    if (found != places_.end()) {
      found->second->value = value;
      entries_.splice(entries_.begin(), entries_, found->second);
      return;
    }
    if (entries_.size() == capacity_) {
      places_.erase(entries_.back().key);
      entries_.back() = Entry{key, value};
      entries_.splice(entries_.begin(), entries_, std::prev(entries_.end()));
    } else {
      entries_.push_front(Entry{key, value});
    }
    places_[key] = entries_.begin();
  }

 private:
  std::size_t capacity_;
  Entries entries_;
  std::unordered_map<Key, typename Entries::iterator> places_;
};

}  // namespace lru

namespace {

std::uint64_t workload() {
  lru::LruCache<std::uint64_t, std::uint64_t> cache(4000);
  programs::Random random(3);
  std::uint64_t checksum = 0;
  for (std::uint64_t i = 0; i < 300'000; ++i) {
    // Two draws: small keys come more often.
    const std::uint64_t key = random.below(random.below(12'000) + 1);
    const auto found = cache.get(key);
    if (found)
      checksum = programs::mixed(checksum, *found);
    else
      cache.put(key, i);
  }
  return checksum;
}

}  // namespace

int main() {
  programs::measure([] { return workload(); });
}
