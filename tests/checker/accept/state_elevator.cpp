// requests held in a small queue
#include <sip/core.hpp>
class Elevator {
 public:
  void request(int floor) {
    if (floor != floor_) wanted_.push_back(floor);
  }
  void tick() {
    if (wanted_.empty()) return;
    const int target = wanted_.front();
    if (floor_ == target) {
      remove_first();
    } else {
      floor_ += target > floor_ ? 1 : -1;
    }
  }

 private:
  void remove_first() {
    for (unsigned long i = 1; i < wanted_.size(); ++i) wanted_[i - 1] = wanted_[i];
    wanted_.pop_back();
  }
  sip::Vector<int> wanted_;
  int floor_ = 0;
};
