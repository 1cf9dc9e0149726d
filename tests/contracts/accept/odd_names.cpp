// The names of names.contract as `contractc ir` gives them.
#include "names.contract.hpp"

void f(Names::Imp<Names::send__> endpoint, int n) {
  std::move(endpoint).send(Names::send_{.send = n, .int_ = 2, .int__ = 1, .a_b = n, .a_b_ = 3}).close();
}

void g(Names::Exp<Names::send__> endpoint) {
  std::move(endpoint).receive().match(
      [](Names::send_, Names::Exp<Names::send_send> e) { std::move(e).close(); },
      [](Names::receive_, Names::Exp<Names::send_receive> e) { std::move(e).close(); },
      [](Names::match_, Names::Exp<Names::send_match> e) { std::move(e).close(); },
      [](Names::State_, Names::Exp<Names::send_State> e) { std::move(e).close(); },
      [](sip::Closed) {});
}

void h(Names::Imp<Names::send_match> endpoint) {
  std::move(endpoint).receive().match([](Names::next_, Names::Imp<Names::next__>) {}, [](sip::Closed) {});
}
