// Contracts named in a manifest: found, compiled afresh, and carried in the .sip in order of first
// use.
#include <catch2/catch.hpp>
#include <cstring>

#include "elf_file.hpp"
#include "fixture.hpp"

namespace {

const std::string kContract =
    "contract C1 {\nin message Request(int x) requires x > 0;\nout message Reply(int y);\nout "
    "message Error();\nstate Start:\nRequest? -> Pending;\n"
    "state Pending: one {\nReply! -> Start;\nError! -> Stopped;\n}\nstate Stopped: ;\n}\n";
const std::string kImport =
    "abi = [\"process\", \"channel\", \"diagnosis\"]\n[[imports]]\nname = \"server\"\ncontract = "
    "\"C1\"\npath = \"/demo\"\n";
const std::string kManifest = "name = \"hello\"\ncategory = \"application\"\n" + kImport;
const std::string kClient =
    "#include <manifest.hpp>\nint sip_main(manifest::Start start) {\n  "
    "std::move(start.server).close();\n  return 0;\n}\n";

}  // namespace

TEST_CASE("a contract without a file is refused", "[contracts]") {
  const Folder folder;
  folder.write("main.cpp", kClient);
  folder.write("hello.toml", kManifest);
  CHECK(reports(build_hello(folder), "BS0201"));
  CHECK(reports(build_hello(folder, {"--contracts", (folder / "none").string()}), "BS0201"));
}

TEST_CASE("a contract's file may be called in words joined by _", "[contracts]") {
  const Folder folder;
  folder.write("main.cpp", kClient);
  folder.write("hello.toml", kManifest);
  folder.write("contracts/c_1.contract", kContract);
  const auto outcome = build_hello(folder, {"--contracts", (folder / "contracts").string()});
  INFO(outcome.err);
  CHECK(outcome.status == 0);
}

TEST_CASE("a contract may stand in the file of another one that the manifest names",
          "[contracts]") {
  const Folder folder;
  folder.write("main.cpp", kClient);
  std::string both = kContract + kContract;
  both.replace(both.rfind("C1"), 2, "C2");
  folder.write("contracts/c1.contract", both);
  const std::vector<std::string> options = {"--contracts", (folder / "contracts").string()};
  folder.write("hello.toml", kManifest + "[contracts]\nuses = [\"C2\"]\n");
  const auto outcome = build_hello(folder, options);
  INFO(outcome.err);
  CHECK(outcome.status == 0);
  folder.write("hello.toml", kManifest + "[contracts]\nuses = [\"C3\"]\n");
  CHECK(reports(build_hello(folder, options), "BS0201"));
}

TEST_CASE("a file that declares another contract is refused", "[contracts]") {
  const Folder folder;
  folder.write("main.cpp", kClient);
  folder.write("hello.toml", kManifest);
  std::string other = kContract;
  other.replace(other.find("C1"), 2, "C2");
  folder.write("contracts/c1.contract", other);
  CHECK(reports(build_hello(folder, {"--contracts", (folder / "contracts").string()}), "BS0202"));
}

TEST_CASE("an erroneous contract is reported by the contract compiler", "[contracts]") {
  const Folder folder;
  folder.write("main.cpp", kClient);
  folder.write("hello.toml", kManifest);
  folder.write("contracts/c1.contract", "contract C1 { state Start: Nope? -> Start; }\n");
  const auto outcome = build_hello(folder, {"--contracts", (folder / "contracts").string()});
  CHECK(outcome.status == 1);
  CHECK(reports(outcome, "BC"));
  CHECK_FALSE(fs::exists(folder / "out.sip"));
}

TEST_CASE("a state that the contract does not have is refused", "[contracts]") {
  const Folder folder;
  folder.write("main.cpp", kClient);
  folder.write("hello.toml", kManifest + "state = \"Nowhere\"\n");
  folder.write("contracts/C1.contract", kContract);
  const auto outcome = build_hello(folder, {"--contracts", (folder / "contracts").string()});
  CHECK(reports(outcome, "BM0010"));
  CHECK(reports(outcome, "hello.toml:4:"));
}

TEST_CASE("the contract section holds table and canonical text", "[contracts]") {
  const Folder folder;
  folder.write("main.cpp", kClient);
  folder.write("hello.toml", kManifest);
  folder.write("contracts/c1.contract", kContract);
  const auto outcome = build_hello(folder, {"--contracts", (folder / "contracts").string()});
  INFO(outcome.err);
  REQUIRE(outcome.status == 0);
  const std::string section = ElfFile(folder.read("out.sip")).content(".sip.contracts");
  REQUIRE(section.size() > 8);
  std::uint32_t sizes[2];
  std::memcpy(sizes, section.data(), sizeof sizes);
  CHECK(section.substr(8, 8) == "BKTABLE1");
  CHECK(section.substr(8 + sizes[0], sizes[1]).starts_with("bulkhead-contract 1\ncontract C1\n"));
  CHECK(section.size() == (8 + sizes[0] + sizes[1] + 7) / 8 * 8);
}
