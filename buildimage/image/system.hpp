// A system ready to be encoded: its manifest with every .sip read (system.cpp), contracts counted
// once, bindings and arguments resolved to indices and words (wiring.cpp), capacities summed up
// (capacity.cpp).
#pragma once
#include "manifest/system_manifest.hpp"
#include "program/program.hpp"

namespace buildimage {

struct Binding {
  std::uint32_t import_process, import_endpoint, export_process, export_endpoint;
};

struct Capacity {
  std::uint32_t processes, threads, channels, exchange_blocks, objects, shares;
  std::uint64_t message_bytes, exchange_bytes, memory_bytes;
};

struct System {
  SystemManifest manifest;
  Bytes manifest_text;
  std::vector<Program> programs;                      // distinct SIPs in order of first use
  std::vector<std::uint32_t> program_of;              // process → program
  std::vector<std::vector<std::uint64_t>> arguments;  // of each process, a word each
  std::vector<const Contract*> contracts;             // distinct by hash, in order of first use
  std::vector<Binding> bindings;
  Capacity capacity;
};

struct SystemInputs {
  std::filesystem::path manifest;
  std::vector<std::filesystem::path> sip_folders;
  std::filesystem::path process_folder;  // empty: manifests are not compared with the source tree's
};

Result<System> load_system(const SystemInputs& inputs);

// The same from programs already read, one for each distinct SIP that the manifest names (BM0401 if
// one is missing).
Result<System> assemble_system(const std::string& file, Bytes manifest_text,
                               std::vector<Program> programs);

// Its stages. BM0402, BM0403 and BM0407; then BM0404 to BM0406.
Result<void> resolve_bindings(const std::string& file, System& system);
Result<void> resolve_arguments(const std::string& file, System& system);
Result<void> set_capacity(const std::string& file, System& system);

// Index of the program of that name; nullopt if the system lacks it.
std::optional<std::uint32_t> program_named(const System& system, std::string_view name);

// Ordinal of a contract among the system's.
std::uint32_t contract_ordinal(const System& system, const Contract& contract);

}  // namespace buildimage
