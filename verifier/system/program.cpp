// One program: its manifest read, its evidence, and its record compared with what they say.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "system/expected_record.hpp"
#include "system/system.hpp"

namespace verifier {
namespace {

constexpr std::uint64_t kFixed = 160, kEndpointBytes = 48, kPortBytes = 8, kCreationBytes = 8,
                        kRangeBytes = 16;

// Whether the SIP was built with test hooks; nullopt when the evidence is not what sipc writes.
std::optional<bool> read_evidence(const ProgramParts& program, Report& report) {
  const auto bytes = program.evidence.bytes.span();
  const auto json = nlohmann::json::parse(bytes.begin(), bytes.end(), nullptr, false);
  const auto has = [&](const char* key, auto is) {
    return json.contains(key) && (json[key].*is)();
  };
  using Json = nlohmann::json;
  const bool good = json.is_object() && has("sipc", &Json::is_string) &&
                    has("clang", &Json::is_string) && has("checker", &Json::is_object) &&
                    has("runtime", &Json::is_string) && has("flags", &Json::is_array) &&
                    has("sources", &Json::is_array) && has("test_hooks", &Json::is_boolean);
  if (good) return json["test_hooks"].get<bool>();
  report.add(206, program.name + ", evidence",
             "it is not JSON with the keys that docs/formats/sip.md lists");
  return std::nullopt;
}

// The contract ordinals that the record claims; each must be a contract of the name that the
// manifest gives.
bool resolve_contracts(const ProgramParts& program, const Contracts& contracts,
                       CheckedProgram& checked, Report& report) {
  const ProcessManifest& manifest = checked.manifest;
  const std::uint64_t at =
      kFixed + manifest.endpoints.size() * kEndpointBytes + manifest.ports.size() * kPortBytes +
      manifest.creates.size() * kCreationBytes + manifest.ranges.size() * kRangeBytes;
  for (std::size_t i = 0; i < manifest.contracts.size(); ++i) {
    const std::uint32_t ordinal = program.record.bytes.u32(at + i * 4);
    if (ordinal >= contracts.size() || !contracts[ordinal] ||
        contracts[ordinal]->name != manifest.contracts[i]) {
      report.add(207, program.name + ", program record",
                 fmt::format("contract {} does not stand for \"{}\"", ordinal,
                             printable(manifest.contracts[i])));
      return false;
    }
    checked.contracts.push_back(ordinal);
  }
  return true;
}

const Contract& contract_of(const CheckedProgram& checked, const Contracts& contracts,
                            const ManifestEndpoint& endpoint) {
  const auto found = std::ranges::find(checked.manifest.contracts, endpoint.contract);
  return *contracts[checked.contracts[static_cast<std::size_t>(
      found - checked.manifest.contracts.begin())]];
}

bool resolve_states(const ProgramParts& program, const Contracts& contracts,
                    CheckedProgram& checked, Report& report) {
  for (const ManifestEndpoint& endpoint : checked.manifest.endpoints) {
    const Contract& contract = contract_of(checked, contracts, endpoint);
    const auto state = endpoint.state.empty() ? std::optional<std::uint32_t>(0)
                                              : contract.state_named(endpoint.state);
    if (!state || !contract.states[*state].entry) {
      report.add(
          208, fmt::format("{}, endpoint {}", program.name, endpoint.name),
          fmt::format("\"{}\" is no entry state of {}", printable(endpoint.state), contract.name));
      return false;
    }
    checked.states.push_back(*state);
  }
  return true;
}

// Programs are found by what their records claim; each claim is compared with its manifest. What
// the image lacks is found when the system is put together.
std::uint64_t program_index(const Image& image, const std::string& sip) {
  const auto found = std::ranges::find(image.programs, sip, &ProgramParts::name);
  return static_cast<std::uint64_t>(found - image.programs.begin());
}

void expect_grants(ExpectedRecord& record, const Image& image, const ProcessManifest& manifest) {
  for (const ManifestPorts& ports : manifest.ports)
    record.number(ports.first, 2, "first port").number(ports.last, 2, "last port").zeros(4);
  for (const ManifestCreation& creation : manifest.creates)
    record.number(program_index(image, creation.sip), 4, "created program " + creation.sip)
        .number(creation.instances, 4, "instances of " + creation.sip);
  for (const ManifestRange& range : manifest.ranges)
    record.number(range.address, 8, "device address").number(range.bytes, 8, "device bytes");
}

ExpectedRecord expected_record(const Image& image, const ProgramParts& program,
                               const CheckedProgram& checked) {
  const ProcessManifest& manifest = checked.manifest;
  ExpectedRecord record;
  record.text("BKPROG02", 8, "magic")
      .number(0, 4, "record size")
      .number(manifest.category, 4, "category")
      .text(manifest.name, 32, "name");
  record.number(manifest.groups, 4, "ABI groups").number(checked.test_hooks ? 1 : 0, 4, "flags");
  record.number(program.record.bytes.u64(56), 8, "entry");  // the machine checks look at it
  record.number(manifest.memory, 8, "memory limit")
      .number(manifest.exchange, 8, "exchange-heap limit")
      .number(manifest.stack, 8, "stack bytes");
  record.number(manifest.endpoint_limit, 4, "endpoint limit")
      .number(manifest.threads, 4, "thread limit")
      .number(manifest.priority, 4, "priority");
  record.number(manifest.endpoints.size(), 4, "start-endpoint count")
      .number(manifest.ports.size(), 4, "port range count");
  record.number(manifest.contracts.size(), 4, "contract count");
  record.number(manifest.cpu_percent, 4, "CPU share")
      .number(manifest.watchdog_ms, 4, "watchdog")
      .number(manifest.objects, 4, "object limit");
  record.number(manifest.creates.size(), 4, "creates count")
      .number(manifest.arguments.size(), 4, "argument count")
      .number(manifest.irqs.size(), 4, "IRQ count");
  record.number(manifest.ranges.size(), 4, "device range count")
      .number(manifest.dma / kPage, 4, "DMA pages")
      .number(manifest.stack / kPage / 2 * kPage, 8, "call stack bytes")
      .zeros(8);
  for (std::size_t i = 0; i < manifest.endpoints.size(); ++i) {
    const ManifestEndpoint& endpoint = manifest.endpoints[i];
    const auto contract =
        std::ranges::find(manifest.contracts, endpoint.contract) - manifest.contracts.begin();
    const std::string label = "endpoint " + endpoint.name;
    record.number(endpoint.exporter ? 1 : 0, 4, label + ", side")
        .number(static_cast<std::uint64_t>(contract), 4, label + ", contract");
    record.number(checked.states[i], 4, label + ", state")
        .zeros(4)
        .text(endpoint.name, 32, label + ", name");
  }
  expect_grants(record, image, manifest);
  for (const std::uint32_t ordinal : checked.contracts)
    record.number(ordinal, 4, "contract ordinal");
  for (const ManifestIrq& irq : manifest.irqs)
    record.number(irq.line, 1, "IRQ line").number(irq.level ? 1 : 0, 1, "IRQ trigger").zeros(2);
  record.zeros((8 - record.size() % 8) % 8).set_size();
  return record;
}

}  // namespace

std::optional<CheckedProgram> check_program(const Image& image, const ProgramParts& program,
                                            const Contracts& contracts, Report& report) {
  auto manifest = read_process_manifest(program, report);
  const auto test_hooks = read_evidence(program, report);
  if (!manifest || !test_hooks) return std::nullopt;
  if (*test_hooks) report.add(209, program.name + ", evidence", "\"test_hooks\" is true");
  CheckedProgram checked{.parts = &program,
                         .manifest = *std::move(manifest),
                         .test_hooks = *test_hooks,
                         .contracts = {},
                         .states = {}};
  if (!resolve_contracts(program, contracts, checked, report) ||
      !resolve_states(program, contracts, checked, report))
    return std::nullopt;
  if (const auto difference =
          expected_record(image, program, checked).difference(program.record.bytes))
    report.add(205, program.name + ", program record", *difference);
  return checked;
}

}  // namespace verifier
