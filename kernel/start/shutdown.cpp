// The end of the system. See shutdown.hpp.
#include "start/shutdown.hpp"

#include "channel/endpoint.hpp"
#include "exheap/blocks.hpp"
#include "hal/boot.hpp"
#include "process/teardown.hpp"
#include "sched/scheduler.hpp"
#include "sync/objects.hpp"

namespace kernel {
namespace {

std::uint32_t verdict_process = kNoVerdictProcess;
std::uint32_t frames_at_start = 0;
bool ending = false;
TextBuffer failure;  // empty: the verdict is 0

struct Leak {
  std::uint64_t count;
  hal::LastingText what;
};

// Two counts of pages, by frames and by owner tags, that must both be zero.
std::uint64_t pages_left() {
  std::uint64_t tagged = 0;
  for (std::uint32_t i = 0; i < processes::table.count(); ++i)
    tagged += tagged_pages_of(processes::get(processes::table.id_at(i)));
  const std::uint64_t frames_left = frames_at_start - frames::free_count();
  return frames_left > tagged ? frames_left : tagged;
}

// Prints what has not come back; false: something.
bool everything_is_back() {
  const std::array<Leak, 7> leaks{{{pages_left(), " pages"},
                                   {blocks::table.in_use() + blocks::shares.in_use(), " blocks"},
                                   {channels::endpoints_in_use(), " endpoints"},
                                   {channels::in_use(), " channels"},
                                   {sched::table.in_use(), " threads"},
                                   {objects::table.in_use(), " objects"},
                                   {cells::table.in_use(), " messages"}}};
  std::uint64_t all = 0;
  Line line;
  line << "bulkhead: leak check:";
  std::string_view separator = " ";
  for (const Leak& leak : leaks) {
    line << separator << leak.count << leak.what;
    separator = ", ";
    all |= leak.count;
  }
  return all == 0;
}

[[noreturn]] void power_off(hal::ExitCode code, std::string_view verdict) {
  Line() << "bulkhead: end: verdict " << verdict;
  hal::power_off(code);
}

[[noreturn]] void report_end() {
  trace::print_all();
  if (!everything_is_back())
    power_off(hal::ExitCode::kLeak, "1: the kernel did not get everything back");
  if (failure.view().empty()) power_off(hal::ExitCode::kSuccess, "0");
  power_off(hal::ExitCode::kVerdictFailed, TextBuffer() << "1: " << failure.view());
}

// Ends all that is left. What still runs on other CPUs ends when they hear of it; the last of them
// comes back here.
void end_all() {
  ending = true;
  for (std::uint32_t i = 0; i < processes::table.count(); ++i)
    end_process(processes::table.id_at(i), abi::EndKind::kStopped, 0, "the system ends");
  if (processes::all_ended()) report_end();
}

// Nothing when the process ended well, by exit code 0.
void append_failure(const Process& process) {
  if (process.state != ProcessState::kEnded || (!process.failed() && process.end.code == 0)) return;
  failure << "process " << process.name();
  if (process.failed()) {
    failure << " was ended by a fault";
  } else {
    failure << " exited with code " << process.end.code;
  }
}

}  // namespace

void start_shutdown_watch(std::uint32_t verdict, std::uint32_t free_frames) {
  verdict_process = verdict;
  frames_at_start = free_frames;
}

void shutdown_if_over() {
  if (ending) {
    if (processes::all_ended()) report_end();
    return;
  }
  if (verdict_process != kNoVerdictProcess) {
    const Process& process = processes::get(processes::table.id_at(verdict_process));
    if (process.state != ProcessState::kEnded) return;
    append_failure(process);
    end_all();
    return;
  }
  if (!processes::all_ended()) return;
  for (std::uint32_t i = 0; failure.view().empty() && i < processes::table.count(); ++i)
    append_failure(processes::get(processes::table.id_at(i)));
  end_all();
}

void shutdown_stuck() {
  failure << "every process that is left waits for a message that nobody can send";
  end_all();
  kernel_bug("a process that nobody runs cannot be ended");
}

}  // namespace kernel
