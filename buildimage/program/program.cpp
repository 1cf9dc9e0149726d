// Taking a .sip apart: its segments by their access, its own sections by name.
#include "program/program.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "program/symbols.hpp"

namespace buildimage {
namespace {

constexpr std::uint64_t kPage = 4096;
constexpr std::uint64_t kLargestWindow = std::uint64_t{1} << 32;
constexpr std::uint8_t kInt3 = 0xcc;

std::uint32_t access_of(const Elf64_Phdr& header) {
  return ((header.p_flags & PF_R) ? 1u : 0u) | ((header.p_flags & PF_W) ? 2u : 0u) |
         ((header.p_flags & PF_X) ? 4u : 0u);
}

bool holds_imports(const ElfFile& elf, const Elf64_Phdr& header) {
  const ElfFile::Section* section = elf.section(".sip.imports");
  return section != nullptr && section->header.sh_addr >= header.p_vaddr &&
         section->header.sh_addr - header.p_vaddr < header.p_memsz;
}

// A segment with write and execute access is packed as text: refusing it is the verifier's, which
// tells what it endangers.
LoadedSegment& slot_for(Program& program, const ElfFile& elf, const Elf64_Phdr& header) {
  if ((header.p_flags & PF_X) != 0) return program.text;
  if ((header.p_flags & PF_W) != 0) return program.data;
  return holds_imports(elf, header) ? program.imports : program.read_only;
}

Result<void> read_segments(const ElfFile& elf, const std::string& file, Program& program) {
  for (const ElfFile::Segment& segment : elf.segments()) {
    const Elf64_Phdr& header = segment.header;
    if (header.p_type == PT_INTERP || header.p_type == PT_TLS) {
      return refuse("BI0301", file, "has an interpreter or thread-local segment",
                    "link with sipc, which makes neither");
    }
    if (header.p_type != PT_LOAD || header.p_memsz == 0) continue;
    LoadedSegment& slot = slot_for(program, elf, header);
    if (slot.memory_size != 0) {
      return refuse("BI0301", file, "has two segments of the same access",
                    "link with one segment each for text, constants, imports and data");
    }
    if (header.p_vaddr % kPage != 0 || header.p_memsz > kLargestWindow ||
        header.p_vaddr > kLargestWindow) {
      return refuse(
          "BI0301", file,
          fmt::format("the segment at {:#x} does not start at a page, or is beyond the window",
                      header.p_vaddr),
          "link with -z separate-code");
    }
    slot.bytes.assign(segment.bytes.begin(), segment.bytes.end());
    slot.address = header.p_vaddr;
    slot.memory_size = header.p_memsz;
    slot.access = access_of(header);
  }
  // Whole pages of text are mapped, so whole pages are made of instructions.
  program.text.bytes.resize((program.text.bytes.size() + kPage - 1) / kPage * kPage, kInt3);
  program.text.memory_size =
      std::max<std::uint64_t>(program.text.memory_size, program.text.bytes.size());
  return {};
}

Result<Bytes> own_section(const ElfFile& elf, std::string_view name, const std::string& file) {
  const ElfFile::Section* section = elf.section(name);
  if (section == nullptr) {
    return refuse("BI0303", file, fmt::format("has no section {}", name),
                  "give a .sip file that sipc wrote");
  }
  return Bytes(section->bytes.begin(), section->bytes.end());
}

Result<void> read_evidence(const Bytes& evidence, const std::string& file, Program& program) {
  const auto json = nlohmann::json::parse(evidence.begin(), evidence.end(), nullptr, false);
  if (!json.is_object() || !json.contains("test_hooks") || !json["test_hooks"].is_boolean()) {
    return refuse("BI0305", file, "its evidence is not JSON with \"test_hooks\"",
                  "build the SIP again with sipc");
  }
  program.test_hooks = json["test_hooks"].get<bool>();
  return {};
}

// Brings the contracts into the manifest's order; each must be there exactly once.
Result<void> order_contracts(std::vector<Contract> carried, const std::string& file,
                             Program& program) {
  for (const std::string& name : program.manifest.contracts) {
    const auto found = std::ranges::find(carried, name, &Contract::name);
    if (found == carried.end()) {
      return refuse("BI0306", file,
                    fmt::format("does not carry the contract \"{}\" that its manifest names", name),
                    "build the SIP again with sipc");
    }
    program.contracts.push_back(std::move(*found));
    carried.erase(found);
  }
  if (carried.empty()) return {};
  return refuse("BI0306", file,
                fmt::format("carries the contract \"{}\", which its manifest does not name",
                            carried.front().name),
                "name it in the manifest, or build the SIP again");
}

Result<void> read_own_sections(const ElfFile& elf, const std::string& file, Program& program) {
  program.manifest_text = BUILDIMAGE_TRY(own_section(elf, ".sip.manifest", file));
  program.evidence = BUILDIMAGE_TRY(own_section(elf, ".sip.evidence", file));
  program.bitcode = BUILDIMAGE_TRY(own_section(elf, ".sip.bitcode", file));
  if (elf.section(".sip.patches") != nullptr) {
    program.patches = BUILDIMAGE_TRY(own_section(elf, ".sip.patches", file));
  }
  const std::string text(program.manifest_text.begin(), program.manifest_text.end());
  program.manifest = BUILDIMAGE_TRY(parse_process_manifest(text, file + "(.sip.manifest)"));
  BUILDIMAGE_TRY_VOID(read_evidence(program.evidence, file, program));
  const ElfFile::Section* contracts = elf.section(".sip.contracts");
  auto carried = BUILDIMAGE_TRY(read_contracts(contracts ? contracts->bytes : ByteView{}, file));
  return order_contracts(std::move(carried), file, program);
}

}  // namespace

Result<Program> read_program(const std::filesystem::path& path) {
  const std::string file = path.string();
  const Bytes bytes = BUILDIMAGE_TRY(read_file(path));
  const ElfFile elf = BUILDIMAGE_TRY(ElfFile::parse(bytes, file));
  Program program{};
  program.entry = elf.entry();
  BUILDIMAGE_TRY_VOID(read_segments(elf, file, program));
  BUILDIMAGE_TRY_VOID(read_own_sections(elf, file, program));
  program.relocations = BUILDIMAGE_TRY(make_relocations(elf, file));
  program.symbols = BUILDIMAGE_TRY(make_symbols(elf, program.text));
  program.debug = make_debug_part(elf);
  return program;
}

}  // namespace buildimage
