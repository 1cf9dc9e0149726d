// closures that own what they need, kept in fields, elements and other closures
#include <sip/core.hpp>
struct Handler {
  sip::String name;
  sip::Function<int(int)> answer;
};
sip::Function<int(int)> adds(int summand) {
  return [summand](int value) { return value + summand; };
}
sip::Function<int(int)> both(sip::Function<int(int)> first, sip::Function<int(int)> second) {
  return [first, second](int value) { return second(first(value)); };
}
int use(sip::Vector<Handler>& handlers) {
  handlers.push_back(Handler{sip::String("add"), both(adds(1), adds(2))});
  int sum = 0;
  for (const Handler& handler : handlers) sum += handler.answer(sum);
  return sum;
}
