// a server on a thread of its own
#include <start.hpp>
void serve(C1::Exp<C1::Start> service, sip::Mutex<int> total) {
  bool open = true;
  while (open) {
    std::move(service).receive().match(
        [&](C1::Request request, C1::Exp<C1::Pending> pending) {
          const int sum = total.lock([&](int& all) { return all += request.x; });
          service = std::move(pending).send(C1::Reply{sum});
        },
        [&](sip::Closed) { open = false; });
  }
}
void start(C1::Exp<C1::Start> service, const sip::Mutex<int>& total) {
  sip::send_to_thread([service = std::move(service), total]() mutable { serve(std::move(service), total); });
}
