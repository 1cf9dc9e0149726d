// Operations on other objects of the kernel: events, mutexes, threads, processes.
#pragma once
#include <manifest.hpp>

#include <sip/process.hpp>
#include <sip/shared.hpp>
#include <sip/thread.hpp>

using Lock = sip::Mutex<std::uint64_t>;
struct Objects {
  Lock mutex;
  sip::Event event = sip::Event::lasting();
};

// The smallest call that does something of its own: it looks a handle up, and writes a flag.
inline void call_kernel(const sip::Event& event, std::int32_t times) {
  for (std::int32_t i = 0; i < times; ++i) event.clear();
}

// Nobody else wants it: a lock and an unlock.
inline void lock_and_unlock(const Lock& mutex, std::int32_t times) {
  for (std::int32_t i = 0; i < times; ++i) mutex.lock([](std::uint64_t& count) { ++count; });
}

// Starts a thread that does nothing, and waits for its end.
inline void run_threads(std::int32_t times) {
  for (std::int32_t i = 0; i < times; ++i) sip::Thread::spawn([] {}).join();
}

// Creates a process that does nothing, lets it run to its end, and takes back all that it had.
inline void run_processes(std::int32_t times) {
  sip::Line name;
  name.append(sip::StringView("child"));
  for (std::int32_t i = 0; i < times; ++i) {
    auto child = sip::Process::create(manifest::creates::bench_child, name);
    if (!child.exists() || !child.start()) sip::panic("the child could not be started");
    if (child.wait().kind != sip::EndKind::kExited) sip::panic("the child did not end well");
    std::move(child).release();
  }
}
