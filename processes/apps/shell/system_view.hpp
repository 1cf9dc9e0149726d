// The commands that look at the whole system, over contract Diagnosis: ps, top, channels, report.
// Each takes the conversation with the diagnosis server and gives it back.
#pragma once
#include <manifest.hpp>

using View = Diagnosis::Imp<Diagnosis::Ready>;
using Text = sip::ExVector<char>;

namespace system_view {

inline constexpr std::uint32_t kNobody = 0xffffffff, kInFlight = 0xfffffffe, kEnded = 2;
inline constexpr std::size_t kNameBytes = 32, kReportBytes = 2048, kMostProcesses = 256;

// What stands for the conversation when the server is gone: its peer has closed, too.
inline View gone() {
  sip::console::write("the diagnosis server is gone\n");
  auto [view, peer] = Diagnosis::create();
  std::move(peer).close();
  return std::move(view);
}

inline void fill_to(sip::Line& line, std::size_t column) {
  line.append(' ');
  while (line.size() < column) line.append(' ');
}

inline void add_text(sip::Line& line, const Text& text, std::size_t from, std::size_t count) {
  for (std::size_t i = from; i < from + count && i < text.size(); ++i) line.append(text[i]);
}

inline void add_process(sip::Line& line, std::uint32_t process) {
  if (process == kNobody)
    line.append(sip::StringView("-"));
  else if (process == kInFlight)
    line.append(sip::StringView("in flight"));
  else
    line.append(process);
}

inline sip::StringView condition_name(std::uint32_t condition) {
  if (condition == 1) return "running";
  if (condition == kEnded) return "ended";
  return condition == 3 ? sip::StringView("suspended") : sip::StringView("not started");
}

inline void print_process(const Diagnosis::ProcessInfo& info, const Text& name,
                          std::size_t length) {
  sip::Line line;
  line.append(info.process);
  fill_to(line, 5);
  add_text(line, name, 0, length);
  fill_to(line, 24);
  line.append(condition_name(info.condition));
  fill_to(line, 37);
  add_process(line, info.parent);
  fill_to(line, 44);
  line.append(info.threads);
  fill_to(line, 53);
  line.append(info.memory_bytes / 1024).append(sip::StringView(" KiB"));
  fill_to(line, 64);
  line.append(info.exchange_bytes / 1024).append(sip::StringView(" KiB"));
  fill_to(line, 75);
  line.append(info.messages_sent);
  fill_to(line, 85);
  line.append(info.cpu_time / 1'000'000).append(sip::StringView(" ms"));
  sip::console::write("{}\n", line);
}

// Calls `visit(info, name, length)` for each process.
template <class Visit>
View each_process(View view, const Visit& visit) {
  auto name = Text::make(kNameBytes);
  std::uint32_t next = 0;
  bool more = true;
  while (more) {
    auto asked =
        std::move(view).send(Diagnosis::NextProcess{.first = next, .name = std::move(name)});
    std::move(asked).receive().match(
        [&](Diagnosis::AckNextProcess reply, View again) {
          next = reply.info.process + 1;
          visit(reply.info, reply.name, reply.length);
          name = std::move(reply.name);
          view = std::move(again);
        },
        [&](Diagnosis::NakNextProcess reply, View again) {
          more = false;
          name = std::move(reply.name);
          view = std::move(again);
        },
        [&](sip::Closed) {
          more = false;
          name = Text();
          view = gone();
        });
  }
  std::move(name).release();
  return view;
}

inline View list_processes(View view) {
  sip::console::write(
      "no.  name               condition    parent threads  memory     exchange   messages  "
      "time\n");
  return each_process(std::move(view),
                      [](const Diagnosis::ProcessInfo& info, const Text& name, std::size_t length) {
                        print_process(info, name, length);
                      });
}

using Times = sip::Array<std::uint64_t, kMostProcesses>;

// Share of one CPU since `before`, in tenths of a percent.
inline void print_share(const Diagnosis::ProcessInfo& info, const Text& name, std::size_t length,
                        const Times& before, std::uint64_t elapsed) {
  if (info.condition == kEnded || info.process >= kMostProcesses || elapsed == 0) return;
  const std::uint64_t tenths = (info.cpu_time - before[info.process]) * 1000 / elapsed;
  sip::Line line;
  line.append(tenths / 10).append('.').append(tenths % 10).append(sip::StringView(" %"));
  fill_to(line, 9);
  add_text(line, name, 0, length);
  sip::console::write("{}\n", line);
}

inline View print_totals(View view) {
  auto asked = std::move(view).send(Diagnosis::GetCounters{});
  std::move(asked).receive().match(
      [&](Diagnosis::AckGetCounters reply, View again) {
        const Diagnosis::Counters& now = reply.counters;
        sip::console::write(
            "up {} ms, {} CPUs, {} KiB free; {} processes, {} threads, {} channels, {} blocks, {} "
            "reports\n",
            now.uptime / 1'000'000, now.cpus, now.free_pages * 4, now.processes, now.threads,
            now.channels, now.blocks, now.reports);
        view = std::move(again);
      },
      [&](sip::Closed) { view = gone(); });
  return view;
}

// Who used the processors during a fifth of a second.
inline View show_top(View view) {
  Times before;
  const auto start = sip::Instant::now();
  view = each_process(std::move(view),
                      [&](const Diagnosis::ProcessInfo& info, const Text&, std::size_t) {
                        if (info.process < kMostProcesses) before[info.process] = info.cpu_time;
                      });
  sip::sleep(sip::Duration::milliseconds(200));
  const auto passed = sip::Instant::now() - start;
  const auto elapsed = static_cast<std::uint64_t>(passed.in_nanoseconds());
  view = print_totals(std::move(view));
  return each_process(std::move(view), [&](const Diagnosis::ProcessInfo& info, const Text& name,
                                           std::size_t length) {
    print_share(info, name, length, before, elapsed);
  });
}

inline void print_channel(const Diagnosis::AckNextChannel& reply) {
  sip::Line line;
  line.append(reply.info.channel);
  fill_to(line, 5);
  add_text(line, reply.names, 0, reply.contract_length);
  fill_to(line, 24);
  add_process(line, reply.info.importer);
  line.append(sip::StringView(" -> "));
  add_process(line, reply.info.exporter);
  fill_to(line, 44);
  line.append(reply.info.messages);
  fill_to(line, 54);
  line.append(reply.info.waiting_in).append(sip::StringView(" + ")).append(reply.info.waiting_out);
  fill_to(line, 63);
  add_text(line, reply.names, reply.contract_length, reply.state_length);
  sip::console::write("{}\n", line);
}

inline View list_channels(View view) {
  sip::console::write("no.  contract           processes           messages  waiting  state\n");
  auto names = Text::make(2 * kNameBytes);
  std::uint32_t next = 0;
  bool more = true;
  while (more) {
    auto asked =
        std::move(view).send(Diagnosis::NextChannel{.first = next, .names = std::move(names)});
    std::move(asked).receive().match(
        [&](Diagnosis::AckNextChannel reply, View again) {
          next = reply.info.channel + 1;
          print_channel(reply);
          names = std::move(reply.names);
          view = std::move(again);
        },
        [&](Diagnosis::NakNextChannel reply, View again) {
          more = false;
          names = std::move(reply.names);
          view = std::move(again);
        },
        [&](sip::Closed) {
          more = false;
          names = Text();
          view = gone();
        });
  }
  std::move(names).release();
  return view;
}

inline void print_text(const Text& text, std::size_t length) {
  sip::Line line;
  for (std::size_t i = 0; i < length && i < text.size(); ++i) {
    if (text[i] == '\n' || line.size() == sip::Line::kCapacity) {
      sip::console::write("{}\n", line);
      line.clear();
    }
    if (text[i] != '\n') line.append(text[i]);
  }
  if (!line.empty()) sip::console::write("{}\n", line);
}

inline View show_report(View view, std::int32_t number) {
  auto asked = std::move(view).send(Diagnosis::ReadReport{
      .number = static_cast<std::uint64_t>(number), .text = Text::make(kReportBytes)});
  std::move(asked).receive().match(
      [&](Diagnosis::AckReadReport reply, View again) {
        print_text(reply.text, reply.length);
        std::move(reply.text).release();
        view = std::move(again);
      },
      [&](Diagnosis::NakReadReport reply, View again) {
        sip::console::write("there is no report {} (yet, or any more); `top` says how many\n",
                            number);
        std::move(reply.text).release();
        view = std::move(again);
      },
      [&](sip::Closed) { view = gone(); });
  return view;
}

}  // namespace system_view
