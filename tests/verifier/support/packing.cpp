// The half that knows buildimage: loading the fixture and packing changed systems.
#include <stdexcept>

#include "fixture.hpp"
#include "image/image.hpp"
#include "program/byte_writer.hpp"

namespace fixture {
namespace {

template <class T>
T value_or_throw(buildimage::Result<T> result) {
  if (result) return std::move(*result);
  throw std::runtime_error(buildimage::render(result.error().front()));
}

Segment to_neutral(const buildimage::LoadedSegment& segment) {
  return {segment.bytes, segment.memory_size, segment.address, segment.access};
}
buildimage::LoadedSegment from_neutral(const Segment& segment) {
  return {segment.bytes, segment.memory_size, segment.address, segment.access};
}
std::string text(const Bytes& bytes) {
  return {bytes.begin(), bytes.end()};
}
Bytes bytes(const std::string& text) {
  return {text.begin(), text.end()};
}

Sip take_apart(const buildimage::Program& program) {
  Sip sip{to_neutral(program.text),
          to_neutral(program.read_only),
          to_neutral(program.imports),
          to_neutral(program.data),
          program.relocations,
          program.patches,
          program.symbols,
          program.bitcode,
          program.debug,
          text(program.evidence),
          text(program.manifest_text),
          program.entry,
          {}};
  for (const auto& contract : program.contracts)
    sip.contracts.push_back({contract.table, text(contract.canonical)});
  return sip;
}

buildimage::Program put_together(const Sip& sip) {
  buildimage::Program program{};
  program.manifest = value_or_throw(buildimage::parse_process_manifest(sip.manifest, "manifest"));
  program.entry = sip.entry;
  program.text = from_neutral(sip.text);
  program.read_only = from_neutral(sip.read_only);
  program.imports = from_neutral(sip.imports);
  program.data = from_neutral(sip.data);
  program.relocations = sip.relocations;
  program.patches = sip.patches;
  program.symbols = sip.symbols;
  program.bitcode = sip.bitcode;
  program.debug = sip.debug;
  program.evidence = bytes(sip.evidence);
  program.manifest_text = bytes(sip.manifest);
  program.test_hooks = sip.evidence.find("\"test_hooks\": true") != std::string::npos;
  buildimage::ByteWriter section;
  for (const ContractFiles& contract : sip.contracts) {
    section.number(static_cast<std::uint32_t>(contract.table.size()))
        .number(static_cast<std::uint32_t>(contract.text.size()));
    section.raw(contract.table).text(contract.text).align(8);
  }
  program.contracts = value_or_throw(buildimage::read_contracts(section.take(), "contracts"));
  return program;
}

}  // namespace

System standard(const std::string& client_folder) {
  const std::string folder = FIXTURE_BUILD_FOLDER;
  const auto loaded = value_or_throw(
      buildimage::load_system({.manifest = FIXTURE_SOURCE_FOLDER "/fixture.toml",
                               .sip_folders = {folder + "/" + client_folder, folder + "/sips"},
                               .process_folder = {}}));
  System system{text(loaded.manifest_text), {}};
  for (const auto& program : loaded.programs) system.sips.push_back(take_apart(program));
  return system;
}

Bytes pack(const System& system) {
  std::vector<buildimage::Program> programs;
  for (const Sip& sip : system.sips) programs.push_back(put_together(sip));
  return value_or_throw(buildimage::make_image(value_or_throw(
      buildimage::assemble_system("system.toml", bytes(system.manifest), std::move(programs)))));
}

}  // namespace fixture
