// See campaign.hpp.
#include "campaign.hpp"

#include "fuzz/invariants.hpp"
#include "process/process.hpp"
#include "system.hpp"

namespace fuzz {
namespace {

machine::Script script_for(machine::Sip sip, Campaign& campaign) {
  const kernel::Thread& thread = reinterpret_cast<const kernel::Thread&>(*sip.context);
  return kernel::processes::get(thread.process).program.value == kSupervisor
             ? supervise(sip, campaign)
             : misbehave(sip, campaign);
}

}  // namespace

machine::Outcome boot(const image_builder::Blob& image, Campaign& campaign,
                      std::uint64_t check_every) {
  std::uint64_t next_check = 0;
  const auto check = [&] {
    if (machine::entries() < next_check) return;
    next_check == 0 ? invariants::remember_start() : invariants::check();
    next_check = machine::entries() + check_every;
  };
  const std::uint64_t most = 20 * campaign.calls_left + 100'000;
  const auto program = [&](machine::Sip sip) { return script_for(sip, campaign); };
  machine::Outcome outcome = machine::run(image, {.command_line = "headless trace",
                                                  .program = program,
                                                  .between_entries = check,
                                                  .most_entries = most});
  if (next_check != 0) invariants::check_all();
  return outcome;
}

void run(Campaign& campaign, std::uint64_t check_every) {
  static const image_builder::Blob image = image_builder::make_image(system());
  if (boot(image, campaign, check_every).code != hal::ExitCode::kSuccess)
    machine::fail("the system did not end with verdict 0 and without leaks");
}

}  // namespace fuzz
