// members used in closures that end with the call
#include <sip/core.hpp>
class Average {
 public:
  void add_all(const sip::Vector<int>& values) {
    const auto add = [this](int x) {
      sum_ += x;
      ++count_;
    };
    for (const int x : values) add(x);
  }
  double value() const {
    const auto ratio = [=, this] { return sum_ / (count_ > 0 ? count_ : 1); };
    return ratio();
  }

 private:
  double sum_ = 0;
  int count_ = 0;
};
