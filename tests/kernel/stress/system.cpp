// The image of the stress system: four clients, two servers, threads that share memory, and a
// process that makes and kills others.
#include "fuzz/system.hpp"

#include "process/process.hpp"
#include "sched/thread.hpp"
#include "shared.hpp"

namespace stress {

using namespace image_builder;

SystemSpec system() {
  constexpr std::uint32_t kAllGroups = 0x7ff;
  SystemSpec made = fuzz::system();
  const Sip sip = made.programs[0].sip;
  const std::vector<EndpointSpec> exports{
      {1, 0, "c1-a"}, {1, 0, "c1-b"}, {1, 1, "mixed-a"}, {1, 1, "mixed-b"}};
  const std::vector<EndpointSpec> imports{{0, 0, "c1"}, {0, 1, "mixed"}};
  const auto program = [&](const char* name, std::uint32_t priority,
                           std::vector<EndpointSpec> endpoints) {
    return ProgramSpec{.name = name,
                       .sip = sip,
                       .endpoints = std::move(endpoints),
                       .groups = kAllGroups,
                       .exchange_limit = 128 << 10,
                       .stack_bytes = 8192,
                       .priority = priority};
  };
  made.programs = {program("set-server", 16, exports), program("any-server", 18, exports),
                   program("client", 16, imports),     program("workers", 14, {}),
                   program("killer", 20, {}),          program("victim", 16, {}),
                   program("spinner", 10, {})};
  made.programs[kWorkers].threads = kWorkerThreads;
  made.programs[kKiller].creates = {{kVictim, 3}};
  made.programs[kVictim].creates = {{kSpinner, 2}};
  made.programs[kVictim].threads = 2;
  made.processes = {{"set-server", kSetServer}, {"any-server", kAnyServer}, {"client-0", kClient},
                    {"client-1", kClient},      {"client-2", kClient},      {"client-3", kClient},
                    {"workers", kWorkers},      {"killer", kKiller}};
  made.bindings.clear();
  for (std::uint32_t client = 0; client < kClients; ++client) {
    made.bindings.push_back({2 + client, 0, client / 2, client % 2});
    made.bindings.push_back({2 + client, 1, client / 2, 2 + client % 2});
  }
  made.verdict = 0xffff'ffff;
  made.processes_at_once = 14;
  made.threads = 32;
  made.channels = 32;
  made.objects = 96;
  made.blocks = 32;
  made.exchange_bytes = 4 << 20;
  return made;
}

machine::Script script_for(machine::Sip sip, const Load& load, Done& done) {
  const auto& thread = reinterpret_cast<const kernel::Thread&>(*sip.context);
  switch (kernel::processes::get(thread.process).program.value) {
    case kSetServer:
      return serve_by_set(sip, done);
    case kAnyServer:
      return serve_by_any(sip, done);
    case kClient:
      return ask(sip, load, done);
    case kWorkers:
      return work(sip, load, done);
    case kKiller:
      return kill_others(sip, load, done);
    default:
      return suffer(sip);
  }
}

}  // namespace stress
