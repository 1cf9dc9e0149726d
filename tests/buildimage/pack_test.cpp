// buildimage's library: what good inputs become, and that each error number has a bad input.
#include "keys/keys.hpp"
#include "support.hpp"

using namespace pack_test;

namespace {

// The fixture server with one section replaced or removed, or another change by llvm-objcopy.
Result<Program> server_after(const Folder& folder, const std::string& options) {
  const fs::path out = folder.path() / "fixture_server.sip";
  const std::string command = "llvm-objcopy-19 " + options + " " +
                              (kSips / "fixture_server.sip").string() + " " + out.string();
  REQUIRE(std::system(command.c_str()) == 0);
  return read_program(out);
}

Result<Program> server_with_bytes(const Folder& folder, std::size_t offset,
                                  const std::string& bytes) {
  std::string file = read(kSips / "fixture_server.sip");
  file.replace(offset, bytes.size(), bytes);
  return read_program(folder.write("fixture_server.sip", file));
}

}  // namespace

TEST_CASE("packing is deterministic and complete") {
  const Folder folder;
  const auto system = load(folder, kSystem);
  REQUIRE(system);
  const auto one = make_image(*system);
  const auto other = make_image(*load(folder, kSystem));
  REQUIRE(one);
  CHECK(*one == *other);
  CHECK(one->size() % 4096 == 0);
  CHECK(system->contracts.size() == 1);  // both SIPs carry C1; it is stored once
  CHECK(system->bindings.size() == 1);
  const auto list = list_image(*one, "a.img");
  REQUIRE(list);
  CHECK(list->find("28 parts") != std::string::npos);
}

TEST_CASE("capacities are the sums of the manifests unless given") {
  const Folder folder;
  const auto system = load(folder, kSystem);
  REQUIRE(system);
  CHECK(system->capacity.processes == 2);
  CHECK(system->capacity.threads == 2);
  CHECK(system->capacity.channels == 6);
  CHECK(system->capacity.exchange_blocks == 16);
  CHECK(system->capacity.message_bytes == 6 * (64 + 64));
  CHECK(system->capacity.memory_bytes == (256 + 128) * 1024);
  const auto fixed =
      load(folder, replaced(kSystem, "[[process]]", "[capacity]\nchannels = 99\n\n[[process]]"));
  REQUIRE(fixed);
  CHECK(fixed->capacity.channels == 99);
}

TEST_CASE("the text is filled up with breakpoints to whole pages") {
  const auto program = read_program(kSips / "fixture_server.sip");
  REQUIRE(program);
  CHECK(program->text.bytes.size() == 4096);
  CHECK(program->text.bytes.back() == 0xcc);
  CHECK(program->imports.bytes.size() == 16);
  const std::string symbols(program->symbols.begin(), program->symbols.end());
  CHECK(symbols.find("fixture::work()") != std::string::npos);  // demangled
}

TEST_CASE("several errors of a manifest come in one run, each at its place") {
  std::string text = replaced(kServer, "category = \"server\"", "category = \"sirver\"");
  text = replaced(text, "endpoints = 4", "endpunkts = 4");
  const auto result = parse_process_manifest(text, "server.toml");
  REQUIRE_FALSE(result);
  REQUIRE(result.error().size() == 2);
  const std::string rendered = render(result.error()[0]);
  CHECK(rendered.find("server.toml:2:12: error: no category \"sirver\" [BM0201]") !=
        std::string::npos);
  CHECK(rendered.find("category = \"sirver\"\n       |            ^") != std::string::npos);
  CHECK(result.error()[1].number == "BM0102");
}

TEST_CASE("each error about a process manifest has one that gets it") {
  CHECK(process_manifest_gets("\"server\"", "\"server", "BM0101"));
  CHECK(process_manifest_gets("description", "descriptive", "BM0102"));
  CHECK(process_manifest_gets("name = \"fixture_server\"\n", "", "BM0103"));
  CHECK(process_manifest_gets("[limits]", "[limit]", "BM0103"));
  CHECK(process_manifest_gets("endpoints = 4", "endpoints = \"4\"", "BM0104"));
  CHECK(process_manifest_gets("[[exports]]", "[exports]", "BM0104"));
  CHECK(process_manifest_gets("rounds = 5", "rounds = [5]", "BM0104"));
  CHECK(process_manifest_gets("\"fixture_server\"", "\"Fixture Server\"", "BM0105"));
  CHECK(process_manifest_gets("endpoints = 4", "endpoints = -4", "BM0106"));
  CHECK(process_manifest_gets("first = 0x70", "first = 0x10000", "BM0106"));
  CHECK(process_manifest_gets("\"256 KiB\"", "\"256 kB\"", "BM0107"));
  CHECK(process_manifest_gets("\"256 KiB\"", "\"99999999999999999999 KiB\"", "BM0107"));
  CHECK(process_manifest_gets("\"server\"", "\"daemon\"", "BM0201"));
  CHECK(process_manifest_gets("\"io\"]", "\"everything\"]", "BM0202"));
  CHECK(process_manifest_gets("\"256 KiB\"", "1000", "BM0203"));
  CHECK(process_manifest_gets("[[io.ports]]",
                              "[[imports]]\nname = \"service\"\ncontract = \"C1\"\n[[io.ports]]",
                              "BM0204"));
  CHECK(process_manifest_gets("last = 0x71", "last = 0x6f", "BM0205"));
  CHECK(process_manifest_gets("[limits]", "gc = \"other\"\n[limits]", "BM0206"));
  CHECK(
      process_manifest_gets("[limits]", "[supervision]\nrestart = \"often\"\n[limits]", "BM0213"));
}

TEST_CASE("each error about a system manifest has one that gets it") {
  CHECK(system_manifest_gets("name = \"client\"", "name = \"server-a\"", "BM0301"));
  CHECK(has(parse_system_manifest("name = \"x\"\n", "system.toml"), "BM0302"));
  CHECK(system_manifest_gets("\"client.server\"", "\"client\"", "BM0303"));
  CHECK(system_manifest_gets("\"help\"", "\"he\\nlp\"", "BM0304"));
  CHECK(system_manifest_gets("verdict = \"client\"", "verdict = \"nobody\"", "BM0305"));
  const Folder folder;
  CHECK(has(load(folder, replaced(kSystem, "sip = \"fixture_client\"", "sip = \"nothing\"")),
            "BM0401"));
  CHECK(has(load(folder, replaced(kSystem, "\"client.server\"", "\"client.door\"")), "BM0402"));
  CHECK(has(load(folder, replaced(kSystem, "\"client.server\"", "\"guest.server\"")), "BM0402"));
}

TEST_CASE("each error about files has one that gets it") {
  const Folder folder;
  CHECK(has(read_program(folder.path() / "missing.sip"), "BI0101"));
  CHECK(has(read_program(folder.path()), "BI0102"));
  CHECK(has(read_file(kSips / "fixture_server.sip", 100), "BI0103"));
  CHECK(has(write_file(folder.path() / "no" / "such" / "folder", {}), "BI0104"));
  CHECK(has(read_program(folder.write("empty.sip", "")), "BI0201"));
  CHECK(has(read_program(folder.write("text.sip", std::string(5000, 'x'))), "BI0201"));
  CHECK(has(server_with_bytes(folder, 0x28, std::string("\xff\xff\xff\xff\xff\xff\xff\x7f", 8)),
            "BI0202"));  // e_shoff
  CHECK(has(list_image({}, "x.img"), "BI0401"));
}

TEST_CASE("each error about a SIP has a file that gets it") {
  const Folder folder;
  const auto phdr = [&](std::size_t index, std::size_t field) { return 64 + index * 56 + field; };
  CHECK(has(server_with_bytes(folder, phdr(0, 0), std::string("\x03\0\0\0", 4)),
            "BI0301"));  // an interpreter
  CHECK(has(server_with_bytes(folder, phdr(0, 16), std::string("\x01", 1)),
            "BI0301"));  // not at a page
  CHECK(has(server_after(folder, "--remove-section .sip.bitcode"), "BI0303"));
  const fs::path junk = folder.write("junk", "not a contract");
  CHECK(has(server_after(folder, "--update-section .sip.contracts=" + junk.string()), "BI0304"));
  CHECK(has(server_after(folder, "--update-section .sip.evidence=" + junk.string()), "BI0305"));
  CHECK(has(server_after(folder, "--remove-section .sip.contracts"), "BI0306"));
  const fs::path stateful = folder.write(
      "stateful", replaced(kServer, "contract = \"C1\"", "contract = \"C1\"\nstate = \"Nowhere\""));
  CHECK(server_after(folder, "--update-section .sip.manifest=" + stateful.string()));
  auto system = load(folder, kSystem, folder.path());
  CHECK(has(system, "BM0401"));  // the client is not in that folder
  fs::copy(kSips / "fixture_client.sip", folder.path());
  system = load(folder, kSystem, folder.path());
  REQUIRE(system);
  CHECK(has(make_image(*system), "BI0309"));
}

TEST_CASE("relocations that cannot be loaded are refused") {
  // R_X86_64_64 instead of R_X86_64_RELATIVE in the only entry of .rela.dyn.
  const std::string file = read(kSips / "fixture_server.sip");
  const std::string relative("\0\x40\0\0\0\0\0\0\x08\0\0\0\0\0\0\0\x08\x40", 18);
  const std::size_t at = file.find(relative);
  REQUIRE(at != std::string::npos);
  const Folder folder;
  CHECK(has(server_with_bytes(folder, at + 8, std::string("\x01", 1)), "BI0302"));
}

TEST_CASE("a SIP must have the name and the manifest that it is packed under") {
  const Folder folder;
  fs::copy(kSips / "fixture_server.sip", folder.path() / "fixture_client.sip");
  fs::copy(kSips / "fixture_server.sip", folder.path());
  CHECK(has(load(folder, kSystem, folder.path()), "BI0308"));
  folder.write("fixture_server.toml", kServer + "# newer\n");
  const SystemInputs inputs{.manifest = folder.write("system.toml", kSystem),
                            .sip_folders = {kSips},
                            .process_folder = folder.path()};
  CHECK(has(load_system(inputs), "BI0307"));
}

TEST_CASE("an image has a size limit") {
  const Folder folder;
  auto system = load(folder, kSystem);
  REQUIRE(system);
  system->programs[0].debug.resize((std::size_t{1} << 30) + 1);
  CHECK(has(make_image(*system), "BI0402"));
}

TEST_CASE("keys are made once, and the private one is private") {
  const Folder folder;
  REQUIRE(make_keys(folder.path() / "keys", KeyPurpose::kRelease));
  CHECK(read(folder.path() / "keys" / "release.private").size() == 65);
  CHECK(read(folder.path() / "keys" / "release.public").starts_with("04"));
  CHECK(fs::status(folder.path() / "keys" / "release.private").permissions() ==
        (fs::perms::owner_read | fs::perms::owner_write));
  CHECK(has(make_keys(folder.path() / "keys", KeyPurpose::kRelease), "BI0501"));
}

TEST_CASE("SIPs cut or changed anywhere are read or refused, never a crash") {
  const Folder folder;
  const std::string file = read(kSips / "fixture_server.sip");
  for (std::size_t i = 0; i < 64; ++i) {
    (void)read_program(folder.write("cut.sip", file.substr(0, file.size() * i / 64)));
    std::string changed = file;
    changed[i] = static_cast<char>(~changed[i]);
    (void)read_program(folder.write("changed.sip", changed));
    changed = file;
    changed[changed.size() - 1 - i * 16] = '\x7f';  // section headers
    (void)read_program(folder.write("changed.sip", changed));
  }
  SUCCEED();
}
