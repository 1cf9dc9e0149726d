// What the kernel knows of the whole system, for a diagnosis server. Reading changes nothing. The
// structures are laid out as the kernel fills them (kernel/abi/records.hpp). Needs the ABI group
// "inspect".
#pragma once
#include <cstdint>

#include "sip/array.hpp"
#include "sip/inspect_primitives.hpp"
#include "sip/optional.hpp"

namespace sip::inspect {

using Name = Array<char, 32>;  // zero-padded

struct System {
  std::uint64_t now_ns = 0, frames_free = 0, exchange_bytes = 0;
  std::uint32_t cpus = 0, processes = 0, threads = 0, channels = 0, endpoints = 0, blocks = 0,
                objects = 0, reports = 0;
  std::uint64_t trace_events = 0;
};
static_assert(sizeof(System) == 64);

struct Process {
  Name name, program;
  std::uint32_t index = 0, parent = 0, state = 0, priority = 0, threads = 0, endpoints = 0,
                objects = 0, blocks = 0;
  std::uint64_t memory_bytes = 0, exchange_bytes = 0, cpu_ns = 0, messages_sent = 0;
};
static_assert(sizeof(Process) == 128);

struct Thread {
  std::uint32_t index = 0, process = 0, state = 0, cpu = 0, priority = 0, effective_priority = 0;
  std::uint64_t cpu_ns = 0;
};
static_assert(sizeof(Thread) == 32);

struct Channel {
  Name contract, state;
  std::uint32_t index = 0, importer = 0, exporter = 0, waiting_in = 0, waiting_out = 0,
                reserved = 0;
  std::uint64_t messages = 0;
};
static_assert(sizeof(Channel) == 96);

inline System system() {
  System info;
  prim::inspect_system(info);
  return info;
}

/// These three: the record with the lowest number from `first` on; nothing behind the last.
inline Optional<Process> process_from(std::uint32_t first) {
  Process info;
  if (!prim::inspect_process(first, info)) return {};
  return info;
}
inline Optional<Thread> thread_from(std::uint32_t first) {
  Thread info;
  if (!prim::inspect_thread(first, info)) return {};
  return info;
}
inline Optional<Channel> channel_from(std::uint32_t first) {
  Channel info;
  if (!prim::inspect_channel(first, info)) return {};
  return info;
}

/// The report of the n-th end of a process, as much as fits into `text`; how many bytes, 0: none.
template <std::size_t N>
std::size_t report(std::uint64_t number, Array<char, N>& text) {
  static_assert(N <= 4096, "the kernel copies at most 4096 bytes at once");
  return prim::inspect_report(number, text, N);
}

}  // namespace sip::inspect
