// What `sipc` generates for a process whose manifest grants nothing, as the ten programs' do: for
// compiling them without `sipc`.
#pragma once
#include <sip/sip.hpp>
#include <sip/system.hpp>

namespace manifest {

class Start {
 public:
  Start(Start&&) = default;
  Start(const Start&) = delete;
  Start& operator=(const Start&) = delete;
  explicit Start(sip::detail::Grant) {}
};

}  // namespace manifest

int sip_main(manifest::Start start);
