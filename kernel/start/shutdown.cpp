// The end of the system. See shutdown.hpp.
#include "start/shutdown.hpp"

#include "base/text.hpp"
#include "channel/endpoint.hpp"
#include "exheap/blocks.hpp"
#include "hal/boot.hpp"
#include "memory/trusted/owner_map.hpp"
#include "process/teardown.hpp"
#include "sched/scheduler.hpp"

namespace kernel {
namespace {

std::uint32_t verdict_process = kNoVerdictProcess;
std::uint32_t frames_at_start = 0;

struct Leaks {
  std::uint64_t pages, blocks, endpoints, channels, threads;
  bool none() const { return (pages | blocks | endpoints | channels | threads) == 0; }
};

// Two counts of pages, by frames and by owner tags, that must both be zero.
std::uint64_t pages_left() {
  std::uint64_t tagged = 0;
  for (std::uint32_t i = 0; i < processes::count(); ++i)
    tagged += tagged_pages_of(processes::get(processes::id_at(i)));
  const std::uint64_t frames_left = frames_at_start - frames::free_count();
  return frames_left > tagged ? frames_left : tagged;
}

Leaks look_for_leaks() {
  return {.pages = pages_left(),
          .blocks = blocks::in_use(),
          .endpoints = channels::endpoints_in_use(),
          .channels = channels::in_use(),
          .threads = sched::in_use()};
}

[[noreturn]] void end(std::string_view failure) {
  for (std::uint32_t i = 0; i < processes::count(); ++i)
    tear_down(processes::id_at(i), EndedBy::kShutdown, 0);
  const Leaks leaks = look_for_leaks();
  {
    Line() << "bulkhead: leak check: " << leaks.pages << " pages, " << leaks.blocks << " blocks, "
           << leaks.endpoints << " endpoints, " << leaks.channels << " channels, " << leaks.threads
           << " threads";
  }
  if (!leaks.none()) {
    {
      Line() << "bulkhead: end: verdict 1: the kernel did not get everything back";
    }
    hal::power_off(hal::ExitCode::kLeak);
  }
  if (!failure.empty()) {
    {
      Line() << "bulkhead: end: verdict 1: " << failure;
    }
    hal::power_off(hal::ExitCode::kVerdictFailed);
  }
  {
    Line() << "bulkhead: end: verdict 0";
  }
  hal::power_off(hal::ExitCode::kSuccess);
}

// Empty when the process ended well, by exit code 0.
void append_failure(TextBuffer& text, const Process& process) {
  if (process.state != ProcessState::kEnded || (!process.failed && process.exit_code == 0)) return;
  text << "process " << process.name;
  if (process.failed) {
    text << " was ended by a fault";
  } else {
    text << " exited with code " << process.exit_code;
  }
}

}  // namespace

void start_shutdown_watch(std::uint32_t verdict, std::uint32_t free_frames) {
  verdict_process = verdict;
  frames_at_start = free_frames;
}

void shutdown_if_over() {
  TextBuffer failure;
  if (verdict_process != kNoVerdictProcess) {
    const Process& process = processes::get(processes::id_at(verdict_process));
    if (process.state == ProcessState::kRunning) return;
    append_failure(failure, process);
    end(failure.view());
  }
  if (!processes::all_ended()) return;
  for (std::uint32_t i = 0; failure.view().empty() && i < processes::count(); ++i)
    append_failure(failure, processes::get(processes::id_at(i)));
  end(failure.view());
}

void shutdown_stuck() {
  end("every process that is left waits for a message that nobody can send");
}

}  // namespace kernel
