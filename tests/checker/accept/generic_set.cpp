// a sorted set over a vector
#include <sip/core.hpp>
template <class T> class Set {
 public:
  bool insert(const T& value) {
    const auto place = lower(value);
    if (place < all_.size() && !(value < all_[place])) return false;
    all_.push_back(value);
    for (auto i = all_.size() - 1; i > place; --i) std::swap(all_[i], all_[i - 1]);
    return true;
  }
  bool contains(const T& value) const {
    const auto place = lower(value);
    return place < all_.size() && !(value < all_[place]);
  }

 private:
  unsigned long lower(const T& value) const {
    unsigned long low = 0, high = all_.size();
    while (low < high) {
      const auto middle = (low + high) / 2;
      if (all_[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
  sip::Vector<T> all_;
};
bool f(Set<int>& set) { return set.insert(3) && set.contains(3); }
