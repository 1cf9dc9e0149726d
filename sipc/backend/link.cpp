// The final link. ld.lld does it; afterwards the result is opened once more, because a .sip that
// breaks docs/formats/sip.md must not leave this tool.
#include <fmt/format.h>

#include "backend/backend.hpp"
#include "backend/linked.hpp"
#include "base/files.hpp"
#include "base/process.hpp"

namespace sipc::backend {
namespace {

constexpr auto kDefect = "report this as a defect of sipc";
constexpr std::uint64_t kLargestSip = 1u << 30;

struct PatchEntry {
  std::uint64_t address;
  std::uint32_t kind;
  std::uint32_t zero;
};

Findings check_segments(const Linked& linked) {
  for (const auto& segment : linked.segments()) {
    if ((segment.p_flags & PF_W) != 0 && (segment.p_flags & PF_X) != 0)
      return {{"BS0422", {}, "a segment came out both writable and executable", kDefect}};
    if (segment.p_type == PT_LOAD && segment.p_vaddr % 4096 != 0)
      return {{"BS0422", {}, "a segment does not start at a page boundary", kDefect}};
  }
  return {};
}

// Patches point into text; one whose code went away would point to address 0.
Findings check_patches(const Linked& linked) {
  Elf64_Shdr text = {};
  std::vector<PatchEntry> patches;
  for (const auto& section : linked.sections()) {
    if (linked.name(section) == ".text") text = section;
    if (linked.name(section) == ".sip.patches")
      patches = linked.table<PatchEntry>(section.sh_offset, section.sh_size / sizeof(PatchEntry));
  }
  for (const auto& patch : patches) {
    if (patch.address >= text.sh_addr && patch.address < text.sh_addr + text.sh_size) continue;
    return {{"BS0423",
             {},
             fmt::format("a load-time patch points to {:#x}, outside of the text", patch.address),
             kDefect}};
  }
  return {};
}

Findings check_relocations(const Linked& linked) {
  for (const auto& section : linked.sections()) {
    if (section.sh_type != SHT_RELA) continue;
    for (const auto& relocation :
         linked.table<Elf64_Rela>(section.sh_offset, section.sh_size / sizeof(Elf64_Rela))) {
      if (ELF64_R_TYPE(relocation.r_info) != R_X86_64_RELATIVE)
        return {{"BS0424", {}, "a relocation is left that is not RELATIVE", kDefect}};
    }
  }
  return {};
}

}  // namespace

Result<void> link_sip(const std::vector<fs::path>& objects, const fs::path& script,
                      const fs::path& output) {
  std::vector<std::string> command = {BULKHEAD_LLD,
                                      "-pie",
                                      "--no-dynamic-linker",
                                      "-z",
                                      "norelro",
                                      "-z",
                                      "rodynamic",
                                      "-z",
                                      "text",
                                      "-z",
                                      "max-page-size=4096",
                                      "-z",
                                      "separate-code",
                                      "--gc-sections",
                                      "--hash-style=gnu",
                                      "--build-id=none",
                                      "--threads=1",
                                      "--no-undefined",
                                      "--entry=sip_entry",
                                      "-T",
                                      script.string(),
                                      "-o",
                                      output.string()};
  for (const auto& object : objects) command.push_back(object.string());
  auto outcome = run(command);
  if (!outcome) return std::unexpected(outcome.error());
  if (outcome->status != 0)
    return fail("BS0420", {}, fmt::format("the linker refused: {}", outcome->err), kDefect);

  const auto bytes = read_file(output, kLargestSip);
  if (!bytes) return std::unexpected(bytes.error());
  const Linked linked(*bytes);
  if (!linked.is_elf())
    return fail("BS0421", {}, "the linker's output is no ELF64 for x86-64", kDefect);
  for (const auto check : {check_segments, check_patches, check_relocations}) {
    if (auto findings = check(linked); !findings.empty())
      return std::unexpected(std::move(findings));
  }
  return {};
}

}  // namespace sipc::backend
