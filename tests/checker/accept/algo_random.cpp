// a pseudo-random generator with state of its own
class Random {
 public:
  explicit Random(unsigned long seed) : state_(seed | 1) {}
  unsigned long next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return state_;
  }
  unsigned below(unsigned limit) { return static_cast<unsigned>(next() % limit); }

 private:
  unsigned long state_;
};
unsigned roll(Random& random) { return random.below(6) + 1 + random.below(6) + 1; }
