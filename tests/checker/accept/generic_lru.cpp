// least recently used, by counting
#include <sip/core.hpp>
struct Slot {
  int key = -1;
  sip::String value;
  unsigned long used = 0;
};
class Cache {
 public:
  sip::StringView get(int key) {
    for (auto& slot : slots_) {
      if (slot.key != key) continue;
      slot.used = ++now_;
      return slot.value;
    }
    return "";
  }
  void put(int key, sip::StringView value) {
    auto& slot = oldest();
    slot = Slot{key, sip::String(value), ++now_};
  }

 private:
  Slot& oldest() {
    unsigned long best = 0;
    for (unsigned long i = 1; i < slots_.size(); ++i) {
      if (slots_[i].used < slots_[best].used) best = i;
    }
    return slots_[best];
  }
  sip::Array<Slot, 4> slots_;
  unsigned long now_ = 0;
};
unsigned long f(Cache& cache) {
  cache.put(1, "one");
  const auto one = cache.get(1);
  return one.size();
}
