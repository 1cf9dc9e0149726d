// What is in a .sip: docs/formats/sip.md, line by line.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "elf_file.hpp"
#include "fixture.hpp"

namespace {

ElfFile built(const std::string& source, const std::vector<std::string>& words = {}) {
  const Folder folder;
  folder.write("main.cpp", source);
  folder.write("hello.toml", kHelloManifest);
  const auto outcome = build_hello(folder, words);
  INFO(outcome.err);
  REQUIRE(outcome.status == 0);
  return ElfFile(folder.read("out.sip"));
}

const std::string kExchange =
    "#include <manifest.hpp>\nint sip_main(manifest::Start) {\n  auto block = "
    "sip::ExVector<int>::make(9);\n  block.set(1, 5);\n  const int value = block[1];\n"
    "  std::move(block).release();\n  return value;\n}\n";

// Constants that hold addresses; the optimiser may or may not leave relocations of them.
const std::string kTable =
    "#include <manifest.hpp>\n"
    "namespace {\n"
    "struct Words { sip::StringView first, second; };\n"
    "const Words& words(std::int64_t which) {\n"
    "  static constexpr Words kSome{sip::StringView(\"one\"), sip::StringView(\"three\")};\n"
    "  static constexpr Words kOther{sip::StringView(\"two\"), sip::StringView(\"four\")};\n"
    "  return which > 0 ? kSome : kOther;\n"
    "}\n"
    "}\n"
    "int sip_main(manifest::Start) {\n"
    "  const Words& chosen = words(sip::Instant::now().since_boot().in_nanoseconds());\n"
    "  sip::log(\"{} {}\", chosen.first, chosen.second);\n"
    "  return 0;\n"
    "}\n";

}  // namespace

TEST_CASE("the file is a position-independent ELF64 without interpreter", "[elf]") {
  const ElfFile elf = built(kHello);
  CHECK(elf.header.e_type == ET_DYN);
  CHECK(elf.header.e_machine == EM_X86_64);
  for (const auto& segment : elf.segments) CHECK(segment.p_type != PT_INTERP);
  const auto text = *elf.section(".text");
  CHECK((elf.header.e_entry >= text.sh_addr && elf.header.e_entry < text.sh_addr + text.sh_size));
}

TEST_CASE(
    "segments are text, read-only, imports, data, each in its own pages and none both W and X",
    "[elf]") {
  const ElfFile elf = built(kHello);
  std::vector<Elf64_Phdr> loads;
  for (const auto& segment : elf.segments) {
    if (segment.p_type == PT_LOAD) loads.push_back(segment);
  }
  REQUIRE(loads.size() == 4);
  CHECK(loads[0].p_flags == (PF_R | PF_X));
  CHECK(loads[1].p_flags == PF_R);
  CHECK(loads[2].p_flags == PF_R);
  CHECK(loads[3].p_flags == (PF_R | PF_W));
  CHECK(loads[0].p_vaddr >= 0x1000);
  for (std::size_t i = 0; i < loads.size(); ++i) {
    CHECK(loads[i].p_vaddr % 4096 == 0);
    if (i > 0)
      CHECK(loads[i].p_vaddr >= (loads[i - 1].p_vaddr + loads[i - 1].p_memsz + 4095) / 4096 * 4096);
  }
  const auto text = *elf.section(".text"), imports = *elf.section(".sip.imports");
  CHECK((loads[0].p_vaddr == text.sh_addr && loads[0].p_memsz == text.sh_size));
  CHECK((loads[2].p_vaddr == imports.sh_addr && loads[2].p_memsz == imports.sh_size));
}

TEST_CASE("import slots are exactly the calls that the SIP can reach", "[elf]") {
  const std::string imports = built(kHello).content(".sip.imports");
  std::vector<unsigned> calls;
  for (std::size_t at = 0; at < imports.size(); at += 8)
    calls.push_back(static_cast<unsigned char>(imports[at]));
  std::ranges::sort(calls);
  CHECK(calls == std::vector<unsigned>{1, 2, 70});  // process_exit, process_panic, debug_log
}

TEST_CASE("sections carry manifest, bitcode and evidence, and are not loaded", "[elf]") {
  const ElfFile elf = built(kHello);
  CHECK(elf.content(".sip.manifest") == kHelloManifest);
  CHECK(elf.content(".sip.bitcode").starts_with("BC\xc0\xde"));
  const auto evidence = nlohmann::json::parse(elf.content(".sip.evidence"));
  CHECK(evidence["test_hooks"] == false);
  CHECK(evidence["runtime"].get<std::string>().size() == 64);
  CHECK(evidence["checker"]["sha256"].get<std::string>().size() == 64);
  CHECK(evidence["sources"][0]["name"] == "main.cpp");
  for (const char* name : {".sip.manifest", ".sip.contracts", ".sip.bitcode", ".sip.evidence",
                           ".debug_info", ".symtab"}) {
    CAPTURE(name);
    REQUIRE(elf.section(name));
    CHECK((elf.section(name)->sh_flags & SHF_ALLOC) == 0);
  }
}

TEST_CASE("test hooks are recorded in the evidence", "[elf]") {
  const ElfFile elf = built(
      "#include <manifest.hpp>\n#include <sip/testing.hpp>\nint sip_main(manifest::Start) {\n  "
      "sip::testing::null_access();\n  return 0;\n}\n",
      {"--test-hooks", "--redundant-checks=none"});
  CHECK(nlohmann::json::parse(elf.content(".sip.evidence"))["test_hooks"] == true);
}

TEST_CASE("relocations are RELATIVE, outside of text and imports, and stay inside", "[elf]") {
  // The checker refuses views in fields; nothing else in reach makes a SIP relocate.
  const ElfFile elf = built(kTable, {"--test-hooks", "--ignore-rule", "BD0405"});
  for (const auto& relocation : elf.relocations()) {
    CHECK(ELF64_R_TYPE(relocation.r_info) == R_X86_64_RELATIVE);
    const auto text = *elf.section(".text"), imports = *elf.section(".sip.imports");
    CHECK_FALSE(
        (relocation.r_offset >= text.sh_addr && relocation.r_offset < text.sh_addr + text.sh_size));
    CHECK_FALSE((relocation.r_offset >= imports.sh_addr &&
                 relocation.r_offset < imports.sh_addr + imports.sh_size));
  }
}

TEST_CASE("owner checks are patched in pairs at zero bytes of the text", "[elf]") {
  const ElfFile elf = built(kExchange);
  const std::string patches = elf.content(".sip.patches");
  const auto text = *elf.section(".text");
  REQUIRE(patches.size() >= 32);
  REQUIRE(patches.size() % 16 == 0);
  for (std::size_t at = 0; at < patches.size(); at += 16) {
    std::uint64_t address = 0;
    for (unsigned i = 0; i < 8; ++i)
      address |= std::uint64_t{static_cast<unsigned char>(patches[at + i])} << (8 * i);
    const unsigned kind = static_cast<unsigned char>(patches[at + 8]);
    REQUIRE((address >= text.sh_addr && address + 4 <= text.sh_addr + text.sh_size));
    CHECK((kind == 1 || kind == 2));
    const std::string place =
        elf.bytes.substr(text.sh_offset + address - text.sh_addr, kind == 1 ? 2 : 4);
    CHECK(place == std::string(place.size(), '\0'));
  }
}

TEST_CASE("the gaps of the text are int3", "[elf]") {
  const std::string text = built(kExchange).content(".text");
  const auto thunk = text.find("\xff\x25");  // jmp *slot(%rip), six bytes in a slot of sixteen
  REQUIRE(thunk != std::string::npos);
  REQUIRE(thunk % 16 == 0);
  CHECK(text.substr(thunk + 6, 10) == std::string(10, '\xcc'));
}
