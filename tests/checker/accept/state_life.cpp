// the game of life on two boards
#include <sip/core.hpp>
class Life {
 public:
  static constexpr unsigned kSide = 32;
  bool alive(unsigned x, unsigned y) const { return now_[index(x, y)]; }
  void step() {
    for (unsigned y = 0; y < kSide; ++y) {
      for (unsigned x = 0; x < kSide; ++x) {
        const unsigned n = neighbours(x, y);
        next_[index(x, y)] = n == 3 || (n == 2 && alive(x, y));
      }
    }
    std::swap(now_, next_);
  }

 private:
  static constexpr unsigned long index(unsigned x, unsigned y) { return (y % kSide) * kSide + x % kSide; }
  unsigned neighbours(unsigned x, unsigned y) const {
    unsigned count = 0;
    for (unsigned dy = kSide - 1; dy <= kSide + 1; ++dy) {
      for (unsigned dx = kSide - 1; dx <= kSide + 1; ++dx) {
        if (dx == kSide && dy == kSide) continue;
        count += alive(x + dx, y + dy) ? 1 : 0;
      }
    }
    return count;
  }
  sip::Array<bool, kSide * kSide> now_, next_;
};
