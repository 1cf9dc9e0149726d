// threads that share a lock and nothing else
#include <sip/core.hpp>
struct Totals {
  long sum = 0;
  int calls = 0;
};
class Meter {
 public:
  Meter() : totals_(Totals{}) {}
  void add(long amount) const {
    totals_.lock([&](Totals& totals) {
      totals.sum += amount;
      ++totals.calls;
    });
  }
  double average() const {
    const auto copy = totals_.get();
    return copy.calls == 0 ? 0 : static_cast<double>(copy.sum) / copy.calls;
  }
  void start(int n) const {
    sip::send_to_thread([totals = totals_, n] {
      for (int i = 0; i < n; ++i) totals.lock([&](Totals& all) { all.sum += i; });
    });
  }

 private:
  sip::Mutex<Totals> totals_;
};
