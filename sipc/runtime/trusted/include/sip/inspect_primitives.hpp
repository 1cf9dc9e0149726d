// The primitives of the group "inspect": what the kernel knows of the system. Typing rules:
// docs/primitives.md. Only `sip::` headers name them.
#pragma once
#include <cstdint>

namespace sip::prim {

template <class Info>
void inspect_system(Info& info) asm("sip_inspect_system");
// The record `first` or the next one in use; false: there is none.
template <class Info>
bool inspect_process(std::uint64_t first, Info& info) asm("sip_inspect_process");
template <class Info>
bool inspect_thread(std::uint64_t first, Info& info) asm("sip_inspect_thread");
template <class Info>
bool inspect_channel(std::uint64_t first, Info& info) asm("sip_inspect_channel");
// Bytes of the report that fit into `text`, an object of `bytes` bytes; 0: there is none.
template <class Text>
std::uint64_t inspect_report(std::uint64_t number, Text& text,
                             std::uint64_t bytes) asm("sip_inspect_report");

}  // namespace sip::prim
