// Packs and signs system images for kernel tests: docs/formats/image.md read a second time. Makes
// bad images as willingly as good ones.
#pragma once
#include <string>
#include <vector>

#include "contracts.hpp"
#include "elf.hpp"

namespace image_builder {

struct EndpointSpec {
  std::uint32_t side;      // 0 importer, 1 exporter
  std::uint32_t contract;  // ordinal in the system
  std::string name;
};

struct CreationSpec {
  std::uint32_t program, instances;
};

struct DeviceSpec {
  std::uint64_t address, bytes;
};

struct ProgramSpec {
  std::string name;
  Sip sip;
  std::vector<EndpointSpec> endpoints;
  std::uint32_t groups = 0x1ff;
  std::uint64_t memory_limit = 1 << 20, exchange_limit = 1 << 20, stack_bytes = 16384;
  std::uint32_t endpoint_limit = 8, priority = 16;
  std::vector<std::uint32_t> ports{};  // first | last << 16
  std::uint32_t category = 3;          // 1 driver, 2 server, 3 application
  std::uint32_t threads = 1, cpu_percent = 0, watchdog_ms = 0, objects = 16, arguments = 0;
  std::uint32_t dma_pages = 0;
  std::vector<CreationSpec> creates{};
  std::vector<DeviceSpec> devices{};
  std::vector<std::uint32_t> irqs{};  // line | trigger << 8
};

struct ProcessSpec {
  std::string name;
  std::uint32_t program;
  std::vector<std::uint64_t> arguments{};
};

struct BindingSpec {
  std::uint32_t importer, importer_endpoint, exporter, exporter_endpoint;
};

struct SystemSpec {
  std::vector<ContractSpec> contracts;
  std::vector<ProgramSpec> programs;
  std::vector<ProcessSpec> processes;
  std::vector<BindingSpec> bindings;
  std::uint32_t verdict = 0xffff'ffff;
  std::string script{};
  std::uint32_t channels = 8, blocks = 8, objects = 64, shares = 8;
  std::uint32_t processes_at_once = 0, threads = 0;  // capacities; 0: one for each process
  std::uint64_t exchange_bytes = 4 << 20, message_bytes = 1 << 20, memory_bytes = 16 << 20;
};

struct PartSpec {
  std::uint16_t kind, program;
  std::uint32_t access = 0;
  std::uint64_t memory_size = 0, address = 0;
  Blob bytes{};
};

struct Waivers {
  std::vector<std::uint16_t> numbers;
};

std::vector<PartSpec> make_parts(const SystemSpec& system);
Blob pack(const std::vector<PartSpec>& parts);
// Hashes the parts' entries into a certificate and signs it with the tests' own key.
void certify(Blob& image, const Waivers& waivers = {});
Blob make_image(const SystemSpec& system);

const unsigned char* test_public_key();  // 65 bytes

}  // namespace image_builder
