// The primitives behind sip::Process. A process is a kernel handle, 0 = none. Typing rules:
// docs/primitives.md. Only `sip::` headers name them.
#pragma once
#include <cstdint>

namespace sip::prim {

template <class Plan>
std::uint64_t process_create(const Plan& plan) asm("sip_process_create");  // 0: a quota is reached
std::int32_t process_start(std::uint64_t process) asm("sip_process_start");  // 0, or an abi error
// False: it has ended.
bool process_suspend(std::uint64_t process) asm("sip_process_suspend");
bool process_resume(std::uint64_t process) asm("sip_process_resume");
bool process_stop(std::uint64_t process) asm("sip_process_stop");
// False: the deadline passed first.
template <class End>
bool process_wait(std::uint64_t process, End& end,
                  std::uint64_t deadline_ns) asm("sip_process_wait");
void process_release(std::uint64_t process) asm("sip_process_release");

}  // namespace sip::prim
