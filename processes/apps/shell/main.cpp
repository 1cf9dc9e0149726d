// The interactive SIP of the demo: reads commands from the console and asks a C1 server on request.
// Ends with 0 on `quit` and at the end of input.
#include <manifest.hpp>

#include "commands.hpp"
#include "faults.hpp"
#include "system_view.hpp"

namespace {

void print_help() {
  sip::console::write("  help            this text\n");
  sip::console::write(
      "  ask N           send Request N (N > 0) to the C1 server; from {} on it answers Error\n",
      101);
  sip::console::write("  sleep N         wait N milliseconds\n");
  sip::console::write("  time            milliseconds since the system started\n");
  sip::console::write("  ps              all processes\n");
  sip::console::write("  top             who uses the processors, and the system's totals\n");
  sip::console::write("  channels        all channels and their states\n");
  sip::console::write("  report N        how the N-th process that ended did so, from 0\n");
  sip::console::write("  fault KIND      end this shell by divide, overflow or panic\n");
  sip::console::write("  quit            end this shell\n");
}

bool is_about_system(Verb verb) {
  return verb == Verb::kProcesses || verb == Verb::kTop || verb == Verb::kChannels ||
         verb == Verb::kReport;
}

View look(View view, const Command& command) {
  if (command.verb == Verb::kProcesses) return system_view::list_processes(std::move(view));
  if (command.verb == Verb::kTop) return system_view::show_top(std::move(view));
  if (command.verb == Verb::kChannels) return system_view::list_channels(std::move(view));
  return system_view::show_report(std::move(view), command.number);
}

// Everything but what needs a server, and `quit`.
void perform(const Command& command, const sip::Line& line) {
  switch (command.verb) {
    case Verb::kHelp:
      print_help();
      break;
    case Verb::kTime:
      sip::console::write("{} ms\n", sip::Instant::now().since_boot().in_milliseconds());
      break;
    case Verb::kSleep:
      sip::sleep(sip::Duration::milliseconds(command.number));
      break;
    case Verb::kFaultDivide:
      sip::console::write("{}\n", divide(0));
      break;
    case Verb::kFaultOverflow:
      sip::console::write("{}\n", recurse(1));
      break;
    case Verb::kFaultPanic:
      sip::panic("ended by the command `fault panic`");
      break;
    case Verb::kUnknown:
      sip::console::write("unknown command '{}'; `help` lists the commands\n", line);
      break;
    default:
      break;
  }
}

}  // namespace

int sip_main(manifest::Start start) {
  auto server = std::move(start.server);
  auto view = std::move(start.diagnosis);
  bool connected = true;
  bool running = true;
  sip::Line line;
  sip::console::write("Bulkhead shell; `help` lists the commands\n");
  while (running) {
    sip::console::write("> ");
    running = sip::console::read_line(line);
    const Command command = running ? parse_command(line) : Command{Verb::kNothing};
    if (command.verb == Verb::kQuit) {
      running = false;
    } else if (is_about_system(command.verb)) {
      view = look(std::move(view), command);
    } else if (command.verb != Verb::kAsk) {
      perform(command, line);
    } else if (!connected) {
      sip::console::write("the server has ended the conversation\n");
    } else {
      auto pending = std::move(server).send(C1::Request{.x = command.number});
      std::move(pending).receive().match(
          [&](C1::Reply reply, C1::Imp<C1::Start> again) {
            sip::console::write("Reply {}\n", reply.y);
            server = std::move(again);
          },
          [&](C1::Error, C1::Imp<C1::Stopped>) {
            sip::console::write("Error; the conversation is over\n");
            connected = false;
          },
          [&](sip::Closed) {
            sip::console::write("the server is gone\n");
            connected = false;
          });
    }
  }
  if (connected) std::move(server).close();
  std::move(view).close();
  return 0;
}
