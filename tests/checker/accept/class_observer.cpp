// listeners kept as functions
#include <sip/core.hpp>
class Event {
 public:
  void listen(sip::Function<void(int)> listener) { listeners_.push_back(std::move(listener)); }
  void fire(int value) const {
    for (const auto& listener : listeners_) listener(value);
  }

 private:
  sip::Vector<sip::Function<void(int)>> listeners_;
};
struct Counter {
  int total = 0;
};
void f(Event& event) {
  const auto counter = sip::make_gc(Counter{});
  event.listen([counter](int by) { counter->total += by; });
  event.fire(3);
}
