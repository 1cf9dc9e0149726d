// From the kernel's records to the contract's.
#pragma once
#include <manifest.hpp>

inline Diagnosis::Counters counters_of(const sip::inspect::System& system) {
  return {.uptime = system.now_ns,
          .free_pages = system.frames_free,
          .exchange_bytes = system.exchange_bytes,
          .trace_events = system.trace_events,
          .cpus = system.cpus,
          .processes = system.processes,
          .threads = system.threads,
          .channels = system.channels,
          .endpoints = system.endpoints,
          .blocks = system.blocks,
          .objects = system.objects,
          .reports = system.reports};
}

inline Diagnosis::ProcessInfo info_of(const sip::inspect::Process& process) {
  return {.memory_bytes = process.memory_bytes,
          .exchange_bytes = process.exchange_bytes,
          .cpu_time = process.cpu_ns,
          .messages_sent = process.messages_sent,
          .process = process.index,
          .parent = process.parent,
          .condition = process.state,
          .priority = process.priority,
          .threads = process.threads,
          .endpoints = process.endpoints,
          .objects = process.objects,
          .blocks = process.blocks};
}

inline Diagnosis::ThreadInfo info_of(const sip::inspect::Thread& thread) {
  return {.cpu_time = thread.cpu_ns,
          .thread = thread.index,
          .process = thread.process,
          .condition = thread.state,
          .cpu = thread.cpu,
          .priority = thread.priority,
          .effective_priority = thread.effective_priority};
}

inline Diagnosis::ChannelInfo info_of(const sip::inspect::Channel& channel) {
  return {.messages = channel.messages,
          .channel = channel.index,
          .importer = channel.importer,
          .exporter = channel.exporter,
          .waiting_in = channel.waiting_in,
          .waiting_out = channel.waiting_out};
}

using Text = sip::ExVector<char>;

// A vector with text written into it.
struct Written {
  Text text;
  std::uint32_t end = 0;  // one past the last character
};

// The characters of `from` up to `count` or the first zero, from `at` on, as far as they fit.
template <std::size_t N>
Written write_text(Text text, std::uint32_t at, const sip::Array<char, N>& from,
                   std::size_t count = N) {
  std::uint32_t end = at;
  for (std::size_t i = 0; i < count && from[i] != 0 && end < text.size(); ++i, ++end)
    text.set(end, from[i]);
  return {std::move(text), end};
}
