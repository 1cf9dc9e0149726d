// a machine with events as values
#include <sip/core.hpp>
enum class State { kIdle, kPaid, kBroken };
enum class Event { kCoin, kPush, kKick };
class Machine {
 public:
  State handle(Event event) {
    if (event == Event::kKick) return state_ = State::kBroken;
    switch (state_) {
      case State::kIdle:
        if (event == Event::kCoin) state_ = State::kPaid;
        break;
      case State::kPaid:
        if (event == Event::kPush) {
          ++sold_;
          state_ = State::kIdle;
        }
        break;
      case State::kBroken:
        break;
    }
    return state_;
  }
  int sold() const { return sold_; }

 private:
  State state_ = State::kIdle;
  int sold_ = 0;
};
