// The kernel's entries as C++ sees them: every parameter arrives as the 64-bit number that the SIP
// put in its register, whatever abi/calls.def says that it means. One file per call.
#pragma once
#include "abi/records.hpp"

namespace kernel::calls {

template <class Signature>
struct AsNumbers;
template <class... Parameters>
struct AsNumbers<void(Parameters...)> {
  template <class>
  using Number = std::uint64_t;
  using Type = std::int64_t(Number<Parameters>...);
};

#define CALL(number, name, group, parameters, result) AsNumbers<void parameters>::Type name;
#include "abi/calls.def"

// The kernel's lock, for a call of the running thread.
void take_for_call();

}  // namespace kernel::calls
