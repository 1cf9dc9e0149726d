// The cache against a slow model that looks for the oldest entry, then 300,000 accesses of which
// most hit.
#include <manifest.hpp>

#include "../common/program.hpp"
#include "lru.hpp"

namespace {

using programs::expect;

void order() {
  lru::LruCache<int, int> cache(3);
  for (int i = 1; i <= 3; ++i) cache.put(i, i * 10);
  expect(cache.get(1) == 10, "a hit");
  cache.put(4, 40);
  expect(!cache.get(2).has_value() && cache.get(3) == 30 && cache.size() == 3, "the oldest went");
  cache.put(1, 11);
  cache.put(5, 50);
  expect(!cache.get(4).has_value() && cache.get(1) == 11, "a new value counts as a use");
  int seen = 0;
  cache.for_each([&](int key, int) { seen = seen * 10 + key; });
  expect(seen == 153, "newest first");
  expect(cache.erase(5) && !cache.erase(5) && cache.size() == 2, "erase");
}

void texts() {
  lru::LruCache<sip::String, int> cache(2);
  cache.put("one", 1);
  cache.put("two", 2);
  cache.put("three", 3);
  expect(!cache.get("one").has_value() && cache.get("three") == 3, "keys that are texts");
}

struct Used {
  std::uint64_t key = 0, value = 0, when = 0;
};

void model() {
  constexpr std::size_t kCapacity = 32;
  lru::LruCache<std::uint64_t, std::uint64_t> cache(kCapacity);
  sip::Vector<Used> used;
  programs::Random random(7);
  for (std::uint64_t now = 1; now <= 20'000; ++now) {
    const std::uint64_t key = random.below(60);
    std::size_t place = 0;
    while (place < used.size() && used[place].key != key) ++place;
    if (random.below(2) == 0) {
      const bool present = place < used.size();
      const auto found = cache.get(key);
      expect(found.has_value() == present, "hit or miss");
      if (present) expect(*found == used[place].value, "the value");
      if (present) used[place].when = now;
      continue;
    }
    cache.put(key, now);
    if (place == used.size() && used.size() == kCapacity) {
      place = 0;
      for (std::size_t i = 1; i < used.size(); ++i)
        if (used[i].when < used[place].when) place = i;
    } else if (place == used.size()) {
      used.emplace_back();
    }
    used[place] = Used{key, now, now};
  }
  expect(cache.size() == kCapacity, "as many as fit");
}

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

int sip_main(manifest::Start) {
  order();
  texts();
  model();
  programs::measure(3, [] { return workload(); });
  sip::log("all right");
  return 0;
}
