// A client and a server of C1 as the tutorial writes them.
#include "c1.contract.hpp"

int ask(C1::Imp<C1::Start> start, int number) {
  auto pending = std::move(start).send(C1::Request{.x = number});
  return std::move(pending).receive().match(
      [](C1::Reply reply, C1::Imp<C1::Start> again) {
        std::move(again).close();
        return reply.y;
      },
      [](C1::Error, C1::Imp<C1::Stopped>) { return -1; }, [](sip::Closed) { return -2; });
}

void serve(C1::Exp<C1::Start> service) {
  bool running = true;
  while (running) {
    std::move(service).receive_until(1'000).match(
        [&](C1::Request request, C1::Exp<C1::Pending> pending) {
          if (request.x > 100) {
            auto end = std::move(pending).send(C1::Error{});
            running = false;
          } else {
            service = std::move(pending).send(C1::Reply{.y = request.x});
          }
        },
        [&](sip::TimedOut, C1::Exp<C1::Start> same) { service = std::move(same); },
        [&](sip::Closed) { running = false; });
  }
}

void both() {
  auto [imp, exp] = C1::create();
  serve(std::move(exp));
  ask(std::move(imp), 5);
}

static_assert(sizeof(C1::Imp<C1::Start>) == 8);
template <class Endpoint, class Message>
concept CanSend = requires(Endpoint endpoint, Message message) { std::move(endpoint).send(message); };
template <class Endpoint, class Message>
concept CanExchange = requires(Endpoint endpoint, Message message) { std::move(endpoint).exchange(message); };
template <class Endpoint>
concept CanReceive = requires(Endpoint endpoint) { std::move(endpoint).receive(); };

static_assert(CanSend<C1::Imp<C1::Start>, C1::Request> && !CanSend<C1::Imp<C1::Start>, C1::Reply>);
static_assert(!CanReceive<C1::Imp<C1::Start>> && CanReceive<C1::Imp<C1::Pending>>);
static_assert(!CanSend<C1::Imp<C1::Pending>, C1::Request>);
static_assert(CanSend<C1::Exp<C1::Pending>, C1::Reply> && CanSend<C1::Exp<C1::Pending>, C1::Error>);
static_assert(CanExchange<C1::Imp<C1::Start>, C1::Request> && !CanExchange<C1::Imp<C1::Pending>, C1::Request>);
static_assert(CanExchange<C1::Exp<C1::Pending>, C1::Reply> && !CanExchange<C1::Exp<C1::Pending>, C1::Error>);
static_assert(!CanSend<C1::Exp<C1::Stopped>, C1::Error> && !CanReceive<C1::Exp<C1::Stopped>>);
static_assert(!std::is_copy_constructible_v<C1::Imp<C1::Start>> &&
              !std::is_default_constructible_v<C1::Imp<C1::Start>>);
static_assert(!std::is_constructible_v<C1::Imp<C1::Start>, sip::prim::Handle>);
static_assert(!std::is_constructible_v<C1::Imp<C1::Start>, C1::Imp<C1::Pending>>);
