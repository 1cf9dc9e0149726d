// Heartbeats and restarts, as the manifests state them for a supervisor: that a healthy SIP can
// keep its heartbeat, and that one which dies at each start leaves the processor to others.
#include <fmt/format.h>

#include <algorithm>

#include "system/system.hpp"

namespace verifier {
namespace {

constexpr std::string_view kContract = "Supervision";  // contracts/system/supervision.contract

// Answering is waiting, which is what the watchdog counts from: with the shorter of the two times
// the heartbeat's, no SIP that keeps it is ended by its watchdog.
void check_heartbeat(const CheckedProgram& program, Report& report) {
  const ProcessManifest& manifest = program.manifest;
  const std::uint32_t period = manifest.supervision.heartbeat_ms;
  if (period == 0) return;
  const bool asked = std::ranges::any_of(manifest.endpoints, [](const ManifestEndpoint& endpoint) {
    return endpoint.exporter && endpoint.contract == kContract;
  });
  if (!asked)
    report.add(241, program.parts->name,
               fmt::format("{} ms, and no export of {}", period, kContract));
  if (manifest.watchdog_ms != 0 && period >= manifest.watchdog_ms)
    report.add(241, program.parts->name,
               fmt::format("{} ms; the watchdog has {} ms", period, manifest.watchdog_ms));
}

// Without a share, what a life may use at once is the watchdog's time; a pause as long leaves half.
void check_restarts(const CheckedSystem& system, std::size_t index, Report& report) {
  const ProcessManifest& manifest = system.programs[index]->manifest;
  const ManifestSupervision& supervision = manifest.supervision;
  if (supervision.restart == Restart::kNever || manifest.cpu_percent != 0) return;
  if (manifest.watchdog_ms != 0 && supervision.backoff_ms >= manifest.watchdog_ms) return;
  const auto below = std::ranges::find_if(system.programs, [&](const auto& other) {
    return &*other != &*system.programs[index] && other->manifest.priority <= manifest.priority;
  });
  if (below != system.programs.end())
    report.add(242, system.programs[index]->parts->name,
               fmt::format("no share, a watchdog of {} ms and a pause of {} ms, above \"{}\"",
                           manifest.watchdog_ms, supervision.backoff_ms, (*below)->manifest.name));
}

}  // namespace

void check_supervision(const CheckedSystem& system, Report& report) {
  for (std::size_t i = 0; i < system.programs.size(); ++i) {
    check_heartbeat(*system.programs[i], report);
    check_restarts(system, i, report);
  }
}

}  // namespace verifier
