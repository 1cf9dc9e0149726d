// What the kernel tells about the system, into objects of the layout of kernel/abi/records.hpp.
#include "abi/records.hpp"
#include "fail.hpp"
#include "kernel_calls.hpp"

extern "C" {

// SAFETY: each object has the size that is passed, which the kernel checks against what this SIP
// may write.
void sip_inspect_system(abi::SystemInfo* info) {
  sipk_inspect_system(info);
}

// The record `first` or the next one that is in use; false: there is none.
bool sip_inspect_process(std::uint64_t first, abi::ProcessInfo* info) {
  return sipk_inspect_processes(first, info, sizeof *info) == 1;
}

bool sip_inspect_thread(std::uint64_t first, abi::ThreadInfo* info) {
  return sipk_inspect_threads(first, info, sizeof *info) == 1;
}

bool sip_inspect_channel(std::uint64_t first, abi::ChannelInfo* info) {
  return sipk_inspect_channels(first, info, sizeof *info) == 1;
}

std::uint64_t sip_inspect_report(std::uint64_t number, char* text, std::uint64_t bytes) {
  const std::int64_t got = sipk_inspect_report(number, text, bytes);
  return got < 0 ? 0 : static_cast<std::uint64_t>(got);
}

}  // extern "C"
