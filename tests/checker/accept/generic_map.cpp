// a hash map with buckets
#include <sip/core.hpp>
template <class K, class V> class Map {
 public:
  Map() : buckets_(16) {}
  V& operator[](const K& key) {
    auto& bucket = bucket_of(key);
    for (auto& entry : bucket) {
      if (entry.first == key) return entry.second;
    }
    bucket.push_back({key, V{}});
    return bucket.back().second;
  }
  sip::Optional<V> find(const K& key) {
    for (const auto& [k, v] : bucket_of(key)) {
      if (k == key) return sip::Optional<V>{v};
    }
    return {};
  }

 private:
  sip::Vector<std::pair<K, V>>& bucket_of(const K& key) {
    return buckets_[static_cast<unsigned long>(key) % buckets_.size()];
  }
  sip::Vector<sip::Vector<std::pair<K, V>>> buckets_;
};
int f() {
  Map<int, int> map;
  map[3] = 4;
  auto& four = map[3];
  four += map[5];
  return map.find(3).has_value() ? four : 0;
}
