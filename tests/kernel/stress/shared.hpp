// The stress system: well-behaved SIPs whose work can be counted, while others are made and killed
// round them.
#pragma once
#include <atomic>
#include <cstdint>

#include "builder/image.hpp"
#include "machine/machine.hpp"

namespace stress {

// Programs, by their order in the image.
enum Program : std::uint32_t {
  kSetServer,
  kAnyServer,
  kClient,
  kWorkers,
  kKiller,
  kVictim,
  kSpinner
};

struct Load {
  std::uint64_t rounds;  // of each client and each worker thread
  std::uint64_t kills;
  std::uint64_t seed;
};

// What was done, counted by those who had it done.
struct Done {
  std::atomic<std::uint64_t> replies = 0, blocks = 0, locks = 0, timers = 0, signals = 0, kills = 0,
                             wrong = 0;
};

inline constexpr std::uint32_t kClients = 4, kWorkerThreads = 4;
inline constexpr std::uint64_t kTimersOfAWorker = 20;

image_builder::SystemSpec system();
machine::Script script_for(machine::Sip sip, const Load& load, Done& done);

machine::Script serve_by_set(machine::Sip sip, Done& done);
machine::Script serve_by_any(machine::Sip sip, Done& done);
machine::Script ask(machine::Sip sip, const Load& load, Done& done);
machine::Script work(machine::Sip sip, const Load& load, Done& done);
machine::Script kill_others(machine::Sip sip, const Load& load, Done& done);
machine::Script suffer(machine::Sip sip);  // victims and their children: never end by themselves

template <class T>
T& at(std::uint64_t address) {
  return *reinterpret_cast<T*>(address);
}

}  // namespace stress
