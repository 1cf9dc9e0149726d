// a ring buffer of fixed size
#include <sip/core.hpp>
template <class T, unsigned long N> class Ring {
 public:
  bool push(const T& value) {
    if (count_ == N) return false;
    items_[(first_ + count_) % N] = value;
    ++count_;
    return true;
  }
  sip::Optional<T> pop() {
    if (count_ == 0) return {};
    const T value = items_[first_];
    first_ = (first_ + 1) % N;
    --count_;
    return sip::Optional<T>{value};
  }
  unsigned long size() const { return count_; }

 private:
  sip::Array<T, N> items_;
  unsigned long first_ = 0, count_ = 0;
};
bool f(Ring<char, 8>& ring) { return ring.push('a') && ring.pop().has_value(); }
