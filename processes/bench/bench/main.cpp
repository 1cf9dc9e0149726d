// The measuring side of `./bulkhead bench`: runs batches of one operation and prints one line a
// batch. Commands come from the console, typed by tests/bench/harness or from the system's script.
// Neither reading nor printing is inside what is measured.
#include <manifest.hpp>

#include "command.hpp"
#include "objects.hpp"
#include "operations.hpp"

namespace {

// One batch; gives the counter's difference by `ticks`.
Partner run_batch(const Command& command, Partner partner, const Objects& objects,
                  std::uint64_t& ticks) {
  if (command.operation == Operation::kGive)
    return give(std::move(partner), command.times, command.bytes, ticks);
  const std::uint64_t before = sip::ticks();
  switch (command.operation) {
    case Operation::kKernelCall:
      call_kernel(objects.event, command.times);
      break;
    case Operation::kYieldRound:
      yield_round(command.times);
      break;
    case Operation::kChannelCreate:
      create_channels(command.times);
      break;
    case Operation::kExchangeAllocate:
      allocate_blocks(command.times, command.bytes);
      break;
    case Operation::kMutex:
      lock_and_unlock(objects.mutex, command.times);
      break;
    case Operation::kThreadCreate:
      run_threads(command.times);
      break;
    case Operation::kProcessLifecycle:
      run_processes(command.times);
      break;
    case Operation::kAsk:
      partner = ask(std::move(partner), command.times);
      break;
    case Operation::kYield:
      partner = yield_in_turn(std::move(partner), command.times);
      break;
    default:
      break;
  }
  ticks = sip::ticks() - before;
  return partner;
}

}  // namespace

int sip_main(manifest::Start start) {
  auto partner = std::move(start.partner);
  const Objects objects;
  sip::Line line;
  bool running = true;
  while (running && sip::console::read_line(line)) {
    const Command command = parse_command(line);
    if (command.operation == Operation::kUnknown)
      sip::console::write("unknown '{}'; OPERATION TIMES BYTES BATCHES or quit\n", line);
    running = command.operation != Operation::kQuit;
    for (std::int32_t batch = 0; batch < command.batches; ++batch) {
      std::uint64_t ticks = 0;
      partner = run_batch(command, std::move(partner), objects, ticks);
      sip::console::write("sample {} {}\n", command.times, ticks);
    }
    sip::console::write("ready\n");
  }
  auto finished = std::move(partner).send(Bench::Done{});
  return 0;
}
