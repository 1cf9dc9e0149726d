// Field by field in the order of the format's tables.
#include "image/records.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "program/byte_writer.hpp"

namespace buildimage {
namespace {

constexpr std::uint32_t kNone = 0xffffffff;
constexpr std::uint64_t kPage = 4096;

std::uint32_t length(const auto& list) {
  return static_cast<std::uint32_t>(list.size());
}

std::string script_text(const SystemManifest& manifest) {
  std::string text;
  for (const std::string& line : manifest.script) text += line + "\n";
  return text;
}

Result<std::uint32_t> state_index(const Program& program, const EndpointDeclaration& endpoint,
                                  const Contract& contract) {
  if (endpoint.state.empty()) return 0;
  const auto found = std::ranges::find(contract.states, endpoint.state);
  if (found != contract.states.end())
    return static_cast<std::uint32_t>(found - contract.states.begin());
  return refuse("BI0309", program.manifest.name + "(.sip.manifest)",
                fmt::format("contract {} has no state \"{}\"", contract.name, endpoint.state),
                "use a state that the contract declares");
}

void write_endpoint(ByteWriter& writer, const EndpointDeclaration& endpoint, std::size_t contract,
                    std::uint32_t state) {
  writer.number(static_cast<std::uint32_t>(endpoint.side))
      .number(static_cast<std::uint32_t>(contract));
  writer.number(state).number(std::uint32_t{0}).field(endpoint.name, 32);
}

// Half of what the manifest gives a thread, whole pages: the other half is for what pointers lead
// to.
std::uint64_t call_stack_bytes(const ProcessManifest& manifest) {
  return manifest.stack_bytes / kPage / 2 * kPage;
}

void write_fixed_part(ByteWriter& writer, const Program& program, std::size_t record_size) {
  const ProcessManifest& manifest = program.manifest;
  writer.text("BKPROG02").number(static_cast<std::uint32_t>(record_size));
  writer.number(static_cast<std::uint32_t>(manifest.category)).field(manifest.name, 32);
  writer.number(manifest.abi_groups).number(std::uint32_t{program.test_hooks});
  writer.number(program.entry).number(manifest.memory_bytes).number(manifest.exchange_bytes);
  writer.number(manifest.stack_bytes).number(manifest.endpoint_limit).number(manifest.threads);
  writer.number(manifest.priority).number(length(manifest.endpoints));
  writer.number(length(manifest.ports));
  writer.number(length(program.contracts)).number(manifest.cpu_percent);
  writer.number(manifest.watchdog_ms).number(manifest.object_limit);
  writer.number(length(manifest.creates)).number(length(manifest.arguments));
  writer.number(length(manifest.irqs)).number(length(manifest.device_ranges));
  writer.number(static_cast<std::uint32_t>(manifest.dma_bytes / kPage));
  writer.number(call_stack_bytes(manifest)).zeros(8);
}

void write_grants(ByteWriter& writer, const System& system, const ProcessManifest& manifest) {
  for (const PortRange& range : manifest.ports)
    writer.number(range.first).number(range.last).number(std::uint32_t{0});
  for (const Creation& creation : manifest.creates)
    writer.number(*program_named(system, creation.sip)).number(creation.instances);
  for (const DeviceRange& range : manifest.device_ranges)
    writer.number(range.address).number(range.bytes);
}

}  // namespace

Bytes make_system_record(const System& system) {
  const std::string script = script_text(system.manifest);
  std::size_t argument_count = 0;
  for (const auto& words : system.arguments) argument_count += words.size();
  const std::size_t size = 128 + system.program_of.size() * 64 + system.bindings.size() * 16 +
                           argument_count * 8 + script.size();
  const Capacity& capacity = system.capacity;
  ByteWriter writer;
  writer.text("BKSYS002").number(static_cast<std::uint32_t>(size));
  writer.number(static_cast<std::uint32_t>(system.program_of.size()))
      .field(system.manifest.name, 32);
  writer.number(static_cast<std::uint32_t>(system.bindings.size()));
  writer.number(static_cast<std::uint32_t>(script.size()));
  writer.number(static_cast<std::uint32_t>(system.manifest.verdict.value_or(kNone)));
  writer.number(static_cast<std::uint32_t>(system.contracts.size()));
  writer.number(capacity.processes).number(capacity.threads).number(capacity.channels);
  writer.number(capacity.exchange_blocks).number(capacity.message_bytes);
  writer.number(capacity.exchange_bytes).number(capacity.memory_bytes);
  writer.number(capacity.objects).number(capacity.shares).zeros(16);
  for (std::size_t i = 0; i < system.program_of.size(); ++i) {
    writer.field(system.manifest.processes[i].name, 32).number(system.program_of[i]);
    writer.number(length(system.arguments[i])).zeros(24);
  }
  for (const Binding& binding : system.bindings) {
    writer.number(binding.import_process).number(binding.import_endpoint);
    writer.number(binding.export_process).number(binding.export_endpoint);
  }
  for (const auto& words : system.arguments) {
    for (const std::uint64_t word : words) writer.number(word);
  }
  return writer.text(script).take();
}

Result<Bytes> make_program_record(const System& system, const Program& program) {
  const ProcessManifest& manifest = program.manifest;
  const std::size_t words = program.contracts.size() + manifest.irqs.size();  // of 4 bytes
  const std::size_t size = 160 + manifest.endpoints.size() * 48 + manifest.ports.size() * 8 +
                           manifest.creates.size() * 8 + manifest.device_ranges.size() * 16 +
                           (words + 1) / 2 * 8;
  ByteWriter writer;
  write_fixed_part(writer, program, size);
  for (const EndpointDeclaration& endpoint : manifest.endpoints) {
    const auto found = std::ranges::find(manifest.contracts, endpoint.contract);
    const auto index = static_cast<std::size_t>(found - manifest.contracts.begin());
    const std::uint32_t state =
        BUILDIMAGE_TRY(state_index(program, endpoint, program.contracts[index]));
    write_endpoint(writer, endpoint, index, state);
  }
  write_grants(writer, system, manifest);
  for (const Contract& contract : program.contracts)
    writer.number(contract_ordinal(system, contract));
  for (const IrqLine& irq : manifest.irqs)
    writer.number(irq.line).number(static_cast<std::uint8_t>(irq.trigger)).number(std::uint16_t{0});
  return writer.align(8).take();
}

}  // namespace buildimage
