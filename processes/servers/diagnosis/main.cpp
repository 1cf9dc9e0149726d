// The diagnosis server: gives what the kernel tells the ABI group "inspect" to whoever holds a
// channel of contract Diagnosis, so that a shell needs no such group.
#include <manifest.hpp>

#include "records.hpp"

namespace {

using Ready = Diagnosis::Exp<Diagnosis::Ready>;
constexpr auto kNotFound = Diagnosis::DiagnosisError::NotFound;

Ready give_process(Diagnosis::NextProcess request,
                   Diagnosis::Exp<Diagnosis::Ready_NextProcess> asked) {
  const auto found = sip::inspect::process_from(request.first);
  if (!found) {
    return std::move(asked).send(
        Diagnosis::NakNextProcess{.name = std::move(request.name), .error = kNotFound});
  }
  const auto process = found.value();
  auto written = write_text(std::move(request.name), 0, process.name);
  return std::move(asked).send(Diagnosis::AckNextProcess{
      .info = info_of(process), .name = std::move(written.text), .length = written.end});
}

Ready give_thread(Diagnosis::NextThread request,
                  Diagnosis::Exp<Diagnosis::Ready_NextThread> asked) {
  const auto found = sip::inspect::thread_from(request.first);
  if (!found) return std::move(asked).send(Diagnosis::NakNextThread{.error = kNotFound});
  return std::move(asked).send(Diagnosis::AckNextThread{.info = info_of(found.value())});
}

Ready give_channel(Diagnosis::NextChannel request,
                   Diagnosis::Exp<Diagnosis::Ready_NextChannel> asked) {
  const auto found = sip::inspect::channel_from(request.first);
  if (!found) {
    return std::move(asked).send(
        Diagnosis::NakNextChannel{.names = std::move(request.names), .error = kNotFound});
  }
  const auto channel = found.value();
  auto contract = write_text(std::move(request.names), 0, channel.contract);
  const std::uint32_t middle = contract.end;
  auto both = write_text(std::move(contract.text), middle, channel.state);
  return std::move(asked).send(Diagnosis::AckNextChannel{.info = info_of(channel),
                                                         .names = std::move(both.text),
                                                         .contract_length = middle,
                                                         .state_length = both.end - middle});
}

Ready give_report(Diagnosis::ReadReport request,
                  Diagnosis::Exp<Diagnosis::Ready_ReadReport> asked) {
  sip::Array<char, 2048> report;
  const std::size_t bytes = sip::inspect::report(request.number, report);
  if (bytes == 0) {
    return std::move(asked).send(
        Diagnosis::NakReadReport{.text = std::move(request.text), .error = kNotFound});
  }
  auto written = write_text(std::move(request.text), 0, report, bytes);
  return std::move(asked).send(
      Diagnosis::AckReadReport{.text = std::move(written.text), .length = written.end});
}

}  // namespace

int sip_main(manifest::Start start) {
  auto service = std::move(start.service);
  bool running = true;
  while (running) {
    std::move(service).receive().match(
        [&](Diagnosis::GetCounters, Diagnosis::Exp<Diagnosis::Ready_GetCounters> asked) {
          const auto counters = counters_of(sip::inspect::system());
          service = std::move(asked).send(Diagnosis::AckGetCounters{.counters = counters});
        },
        [&](Diagnosis::NextProcess request, Diagnosis::Exp<Diagnosis::Ready_NextProcess> asked) {
          service = give_process(std::move(request), std::move(asked));
        },
        [&](Diagnosis::NextThread request, Diagnosis::Exp<Diagnosis::Ready_NextThread> asked) {
          service = give_thread(std::move(request), std::move(asked));
        },
        [&](Diagnosis::NextChannel request, Diagnosis::Exp<Diagnosis::Ready_NextChannel> asked) {
          service = give_channel(std::move(request), std::move(asked));
        },
        [&](Diagnosis::ReadReport request, Diagnosis::Exp<Diagnosis::Ready_ReadReport> asked) {
          service = give_report(std::move(request), std::move(asked));
        },
        [&](Diagnosis::Done, Diagnosis::Exp<Diagnosis::Finished>) { running = false; },
        [&](sip::Closed) { running = false; });
  }
  return 0;
}
