// An exporter of the derived contract, handed to code that knows the base.
#include "derived.contract.hpp"

void serve(Narrow::Exp<Narrow::Work> work) {
  auto start = std::move(work).send(Narrow::Answer{});
  std::move(start).close();
}

void serve_wider(Wider::Exp<Wider::Work> work) { serve(std::move(work).as_base()); }
