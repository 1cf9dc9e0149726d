// members one by one, bindings, structs of one's own, refills
#include <start.hpp>
void take(C1::Imp<C1::Start> ep) { std::move(ep).close(); }
void members(StartUp start) {
  if (start.limit > 3) sip::log("many");
  take(std::move(start.upstream));
  std::move(start.service).close();
}
void whole(StartUp start) { members(std::move(start)); }
void bindings() {
  auto [imp, exp] = C1::create();
  take(std::move(imp));
  std::move(exp).close();
}
struct Session {
  int id = 0;
  C1::Channel channel;
  void stop() && {
    std::move(channel.imp).close();
    std::move(channel.exp).close();
  }
  int number() const { return id + channel.imp.id(); }
};
Session make() { return Session{.id = 1, .channel = C1::create()}; }
int session() {
  auto one = make();
  const auto n = one.number();
  std::move(one).stop();
  auto two = make();
  auto channel = std::move(two.channel);
  std::move(channel.imp).close();
  std::move(channel.exp).close();
  return n;
}
class Owner {
 public:
  explicit Owner(C1::Imp<C1::Start> ep) : ep_(std::move(ep)) {}
  void stop() && { std::move(ep_).close(); }

 private:
  C1::Imp<C1::Start> ep_;
};
void owner(C1::Imp<C1::Start> ep) {
  Owner o(std::move(ep));
  std::move(o).stop();
}
C1::Imp<C1::Start> refill(C1::Imp<C1::Start> ep) {
  std::move(ep).close();
  ep = C1::Imp<C1::Start>();
  return ep;
}
struct [[sip::must_consume]] Ticket {
  Ticket() = default;
  Ticket(Ticket&&) = default;
  Ticket& operator=(Ticket&&) = default;
  int n = 1;
  void redeem() && {}
};
int ticket(Ticket t) {
  const auto n = t.n;
  std::move(t).redeem();
  return n;
}
