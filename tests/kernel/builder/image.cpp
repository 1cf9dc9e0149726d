// Parts and their packing. See image.hpp.
#include "image.hpp"

#include <bearssl.h>

#include "abi/errors.hpp"
#include "bytes.hpp"

namespace image_builder {
namespace {

Blob system_record(const SystemSpec& system) {
  Blob record(128);
  put_text(record, 0, "BKSYS002");
  put(record, 12, system.processes.size(), 4);
  put_text(record, 16, "test");
  put(record, 48, system.bindings.size(), 4);
  put(record, 52, system.script.size(), 4);
  put(record, 56, system.verdict, 4);
  put(record, 60, system.contracts.size(), 4);
  const std::size_t started = system.processes.size();
  put(record, 64, system.processes_at_once != 0 ? system.processes_at_once : started, 4);
  put(record, 68, system.threads != 0 ? system.threads : started, 4);
  put(record, 72, system.channels, 4);
  put(record, 76, system.blocks, 4);
  put(record, 80, system.message_bytes, 8);
  put(record, 88, system.exchange_bytes, 8);
  put(record, 96, system.memory_bytes, 8);
  put(record, 104, system.objects, 4);
  put(record, 108, system.shares, 4);
  for (const ProcessSpec& process : system.processes) {
    const std::size_t at = record.size();
    record.resize(at + 64);
    put_text(record, at, process.name);
    put(record, at + 32, process.program, 4);
    put(record, at + 36, process.arguments.size(), 4);
  }
  for (const BindingSpec& binding : system.bindings) {
    const std::size_t at = record.size();
    put(record, at, binding.importer, 4);
    put(record, at + 4, binding.importer_endpoint, 4);
    put(record, at + 8, binding.exporter, 4);
    put(record, at + 12, binding.exporter_endpoint, 4);
  }
  for (const ProcessSpec& process : system.processes) {
    for (const std::uint64_t word : process.arguments) put(record, record.size(), word, 8);
  }
  put_text(record, record.size(), system.script);
  put(record, 8, record.size(), 4);
  return record;
}

// After the start endpoints: ports, creates, device ranges, contracts, interrupt lines.
void put_lists(Blob& record, const ProgramSpec& program, std::uint32_t contracts) {
  for (const std::uint32_t range : program.ports) put(record, record.size(), range, 8);
  for (const CreationSpec& creation : program.creates)
    put(record, record.size(), creation.program | std::uint64_t{creation.instances} << 32, 8);
  for (const DeviceSpec& device : program.devices) {
    put(record, record.size(), device.address, 8);
    put(record, record.size(), device.bytes, 8);
  }
  for (std::uint32_t i = 0; i < contracts; ++i) put(record, record.size(), i, 4);
  for (const std::uint32_t irq : program.irqs) put(record, record.size(), irq, 4);
  record.resize(round_up(record.size(), 8));
}

// Every program may use every contract: index = ordinal.
Blob program_record(const ProgramSpec& program, std::uint32_t contracts) {
  Blob record(160);
  put_text(record, 0, "BKPROG02");
  put(record, 12, program.category, 4);
  put_text(record, 16, program.name);
  put(record, 48, program.groups, 4);
  put(record, 56, program.sip.entry, 8);
  put(record, 64, program.memory_limit, 8);
  put(record, 72, program.exchange_limit, 8);
  put(record, 80, program.stack_bytes, 8);
  put(record, 88, program.endpoint_limit, 4);
  put(record, 92, program.threads, 4);
  put(record, 96, program.priority, 4);
  put(record, 100, program.endpoints.size(), 4);
  put(record, 104, program.ports.size(), 4);
  put(record, 108, contracts, 4);
  put(record, 112, program.cpu_percent, 4);
  put(record, 116, program.watchdog_ms, 4);
  put(record, 120, program.objects, 4);
  put(record, 124, program.creates.size(), 4);
  put(record, 128, program.arguments, 4);
  put(record, 132, program.irqs.size(), 4);
  put(record, 136, program.devices.size(), 4);
  put(record, 140, program.dma_pages, 4);
  for (const EndpointSpec& endpoint : program.endpoints) {
    const std::size_t at = record.size();
    record.resize(at + 48);
    put(record, at, endpoint.side, 4);
    put(record, at + 4, endpoint.contract, 4);
    put_text(record, at + 16, endpoint.name);
  }
  put_lists(record, program, contracts);
  put(record, 8, record.size(), 4);
  return record;
}

void add_program(std::vector<PartSpec>& parts, const ProgramSpec& program, std::uint16_t index,
                 std::uint32_t contracts) {
  const auto segment = [&](std::uint16_t kind, std::uint32_t access, const Segment& from) {
    if (from.present)
      parts.push_back({kind, index, access, from.memory_size, from.address, from.bytes});
  };
  parts.push_back({2, index, 0, 0, 0, program_record(program, contracts)});
  segment(3, 5, program.sip.text);
  segment(4, 1, program.sip.read_only);
  segment(5, 1, program.sip.imports);
  segment(6, 3, program.sip.data);
  if (!program.sip.relocations.empty())
    parts.push_back({7, index, 0, 0, 0, program.sip.relocations});
  if (!program.sip.patches.empty()) parts.push_back({8, index, 0, 0, 0, program.sip.patches});
  parts.push_back({9, index, 0, 0, 0, program.sip.symbols});
  Blob manifest;
  put_text(manifest, 0, "name = \"" + program.name + "\"\n");
  parts.push_back({14, index, 0, 0, 0, manifest});
}

}  // namespace

std::vector<PartSpec> make_parts(const SystemSpec& system) {
  std::vector<PartSpec> parts;
  Blob text;
  put_text(text, 0, "name = \"test\"\n");
  parts.push_back({1, 0xffff, 0, 0, 0, system_record(system)});
  parts.push_back({16, 0xffff, 0, 0, 0, text});
  for (const ContractSpec& contract : system.contracts) {
    parts.push_back({10, 0xffff, 0, 0, 0, make_table(contract)});
    parts.push_back({15, 0xffff, 0, 0, 0, text});
  }
  for (std::size_t i = 0; i < system.programs.size(); ++i)
    add_program(parts, system.programs[i], static_cast<std::uint16_t>(i),
                static_cast<std::uint32_t>(system.contracts.size()));
  return parts;
}

Blob pack(const std::vector<PartSpec>& parts) {
  const std::size_t first = 8192 + round_up(parts.size() * 96, 4096);
  Blob image(first);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const PartSpec& part = parts[i];
    const std::size_t at = 8192 + 96 * i, offset = image.size();
    image.resize(offset + round_up(part.bytes.size(), 4096));
    std::copy(part.bytes.begin(), part.bytes.end(),
              image.begin() + static_cast<std::ptrdiff_t>(offset));
    put(image, at, part.kind, 2);
    put(image, at + 2, part.program, 2);
    put(image, at + 4, part.access, 4);
    put(image, at + 8, offset, 8);
    put(image, at + 16, part.bytes.size(), 8);
    put(image, at + 24, part.memory_size, 8);
    put(image, at + 32, part.address, 8);
    br_sha256_context hash;
    br_sha256_init(&hash);
    br_sha256_update(&hash, image.data() + offset, image.size() - offset);
    br_sha256_out(&hash, image.data() + at + 48);
  }
  put_text(image, 0, "BULKHEAD");
  put(image, 8, 1, 4);
  put(image, 12, parts.size(), 4);
  put(image, 16, image.size(), 8);
  put(image, 24, 8192, 8);
  put(image, 32, first, 8);
  put(image, 40, abi::kAbiVersion, 4);
  return image;
}

Blob make_image(const SystemSpec& system) {
  Blob image = pack(make_parts(system));
  certify(image);
  return image;
}

}  // namespace image_builder
