// What a thread may do to itself: let others of its priority run. Needs the ABI group "thread".
#pragma once
#include "sip/system.hpp"

namespace sip::this_thread {

inline void yield() {
  prim::thread_yield();
}

}  // namespace sip::this_thread
