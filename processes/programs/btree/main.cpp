// The B-tree map against a HashMap that does the same, its invariants after random operations,
// then 40,000 keys inserted, sought and half of them erased.
#include <manifest.hpp>

#include "../common/program.hpp"
#include "btree.hpp"

namespace {

using Map = btree::BTreeMap<std::uint64_t, std::uint64_t>;
using programs::expect;

void ordered() {
  Map map;
  for (std::uint64_t i = 0; i < 1000; ++i) {
    expect(map.insert_or_assign(i * 7919 % 1000, i), "each key is new");
  }
  expect(!map.insert_or_assign(5, 5) && map.size() == 1000, "a key that was there");
  std::uint64_t next = 0;
  map.for_each([&](std::uint64_t key, std::uint64_t) {
    expect(key == next, "keys in rising order");
    ++next;
  });
  expect(next == 1000 && map.is_sound(), "all of them");
}

void random_operations() {
  Map map;
  sip::HashMap<std::uint64_t, std::uint64_t> model;
  programs::Random random(1);
  for (int i = 0; i < 20'000; ++i) {
    // It grows to some 1,500 keys, shrinks to few, and grows again.
    const bool growing = i / 4000 % 2 == 0;
    const std::uint64_t key = random.below(2000), value = random.next();
    if (random.below(4) == (growing ? 0 : 1) || (!growing && random.below(3) != 0)) {
      expect(map.erase(key) == model.erase(key), "erase");
    } else {
      expect(map.insert_or_assign(key, value) == model.insert_or_assign(key, value), "insert");
    }
    if (i % 500 == 0) expect(map.is_sound(), "invariants");
  }
  for (std::uint64_t key = 0; key < 2000; ++key)
    expect(map.find(key) == model.find(key), "what both hold");
  expect(map.size() == model.size() && map.is_sound(), "sizes");
  for (std::uint64_t key = 0; key < 2000; ++key) map.erase(key);
  expect(map.size() == 0 && map.is_sound(), "empty again");
}

std::uint64_t workload() {
  Map map;
  programs::Random random(2);
  for (int i = 0; i < 40'000; ++i) {
    const std::uint64_t key = random.next();
    map.insert_or_assign(key, key / 3);
  }
  std::uint64_t checksum = 0;
  programs::Random again(2);
  for (int i = 0; i < 40'000; ++i) {
    const std::uint64_t key = again.next();
    checksum = programs::mixed(checksum, map.find(key).value_or(0));
    if (i % 2 == 0) map.erase(key);
  }
  map.for_each([&](std::uint64_t key, std::uint64_t value) {
    checksum = programs::mixed(checksum, key ^ value);
  });
  return checksum;
}

}  // namespace

int sip_main(manifest::Start) {
  ordered();
  random_operations();
  programs::measure(3, [] { return workload(); });
  sip::log("all right");
  return 0;
}
