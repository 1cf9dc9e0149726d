// buildimage's library: what good inputs become, and that each error number has a bad input.
#include <catch2/catch.hpp>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "image/image.hpp"
#include "keys/keys.hpp"

using namespace buildimage;

namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / "bulkhead-pack-XXXXXX") {
    std::string name = path_.string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }
  fs::path write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path_ / name;
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

const fs::path kSips = FIXTURE_BUILD_FOLDER "/sips";

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

const std::string kSystem = read(FIXTURE_SOURCE_FOLDER "/fixture.toml");
const std::string kServer = read(FIXTURE_SOURCE_FOLDER "/fixture_server.toml");

template <class T>
bool has(const Result<T>& result, std::string_view number) {
  if (result) return false;
  for (const Diagnostic& diagnostic : result.error()) {
    INFO(render(diagnostic));
    CHECK_FALSE(diagnostic.remedy.empty());
    if (diagnostic.number == number) return true;
  }
  UNSCOPED_INFO(render(result.error().front()));
  return false;
}

bool process_manifest_gets(std::string_view from, std::string_view to, std::string_view number) {
  return has(parse_process_manifest(replaced(kServer, from, to), "server.toml"), number);
}

bool system_manifest_gets(std::string_view from, std::string_view to, std::string_view number) {
  return has(parse_system_manifest(replaced(kSystem, from, to), "system.toml"), number);
}

Result<System> load(const Folder& folder, const std::string& manifest,
                    const fs::path& sips = kSips) {
  return load_system({.manifest = folder.write("system.toml", manifest),
                      .sip_folders = {sips},
                      .process_folder = {}});
}

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
  CHECK(process_manifest_gets("[limits]", "gc = \"boehm\"\n[limits]", "BM0206"));
}

// The server as a driver with `more` before its limits.
bool driver_manifest_gets(std::string_view more, std::string_view number) {
  const std::string driver = replaced(kServer, "\"server\"", "\"driver\"");
  return has(parse_process_manifest(replaced(driver, "[limits]", std::string(more) + "[limits]"),
                                    "server.toml"),
             number);
}

TEST_CASE("each error about grants has a manifest that gets it") {
  const std::string irq = "[[io.irqs]]\nname = \"clock\"\nline = 8\ntrigger = \"edge\"\n";
  const std::string range =
      "[[io.memory]]\nname = \"timer\"\naddress = 0xfed00000\nbytes = \"4 KiB\"\n";
  const auto many = [](int count, const std::string& before, const std::string& after) {
    std::string text;
    for (int i = 0; i < count; ++i) text += before + std::to_string(i) + after;
    return text;
  };
  CHECK(driver_manifest_gets("[[io.irqs]]\nname = \"clock\"\ntrigger = \"edge\"\n", "BM0103"));
  CHECK(driver_manifest_gets(replaced(irq, "8", "24"), "BM0106"));
  CHECK(driver_manifest_gets("[arguments]\nrounds = \"u32\"\n", "BM0207"));
  CHECK(driver_manifest_gets("[arguments]\nRounds = \"u64\"\n", "BM0105"));
  CHECK(driver_manifest_gets(replaced(range, "0xfed00000", "0xfed00010"), "BM0208"));
  CHECK(driver_manifest_gets(replaced(range, "4 KiB", "4097"), "BM0208"));
  CHECK(driver_manifest_gets(replaced(range, "4 KiB", "0"), "BM0208"));
  CHECK(driver_manifest_gets(replaced(range, "0xfed00000", "0xffffffffff000"), "BM0208") == false);
  CHECK(driver_manifest_gets(replaced(replaced(range, "0xfed00000", "0xffffffffff000"), "4", "8"),
                             "BM0208"));
  CHECK(driver_manifest_gets("[io]\ndma = 100\n", "BM0203"));
  for (const std::string& grant : {irq, range, std::string("[io]\ndma = \"4 KiB\"\n")})
    CHECK(process_manifest_gets("[limits]", grant + "[limits]", "BM0209"));
  CHECK(driver_manifest_gets(replaced(irq, "edge", "both"), "BM0210"));
  CHECK(driver_manifest_gets(irq + irq, "BM0211"));
  CHECK(driver_manifest_gets(range + range, "BM0211"));
  CHECK(driver_manifest_gets("[[creates]]\nsip = \"a\"\n[[creates]]\nsip = \"a\"\n", "BM0211"));
  CHECK(driver_manifest_gets("[[creates]]\nsip = \"a\"\ninstances = 1025\n", "BM0106"));
  CHECK(driver_manifest_gets(many(33, "[[creates]]\nsip = \"a", "\"\n"), "BM0212"));
  CHECK(driver_manifest_gets("[arguments]\n" + many(33, "a", " = \"u64\"\n"), "BM0212"));
  CHECK(driver_manifest_gets(
      many(25, "[[io.irqs]]\nline = 5\ntrigger = \"edge\"\nname = \"a", "\"\n"), "BM0212"));
  CHECK(driver_manifest_gets(
      many(65, "[[io.memory]]\naddress = 0xfed00000\nbytes = \"4 KiB\"\nname = \"a", "\"\n"),
      "BM0212"));
  for (const char* limit : {"cpu = 1601", "watchdog_ms = 3600001", "objects = 4097"})
    CHECK(process_manifest_gets("endpoints = 4", std::string("endpoints = 4\n") + limit, "BM0106"));
}

TEST_CASE("a manifest may have every key") {
  const auto manifest = parse_process_manifest(
      read(FIXTURE_SOURCE_FOLDER "/../../manifests/every_key_process.toml"), "every_key.toml");
  REQUIRE(manifest);
  CHECK(manifest->cpu_percent == 150);
  CHECK(manifest->watchdog_ms == 2000);
  CHECK(manifest->object_limit == 32);
  CHECK(manifest->endpoint_limit == 300'000);
  CHECK(manifest->dma_bytes == 65536);
  REQUIRE(manifest->arguments.size() == 3);
  CHECK(manifest->arguments[0].name == "rounds");  // as written, not by name
  CHECK(manifest->arguments[2].name == "loud");
  CHECK(manifest->creates.at(0).instances == 8);
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

TEST_CASE("each error about instances and programs has a system that gets it") {
  const std::string server = "sip = \"fixture_server\"", client = "sip = \"fixture_client\"";
  CHECK(system_manifest_gets(
      client, client + "\n\n[[program]]\nsip = \"x\"\n[[program]]\nsip = \"x\"", "BM0306"));
  CHECK(system_manifest_gets("name = \"client\"\n",
                             "name = \"a-client-of-thirty-characters-\"\ninstances = 11\n",
                             "BM0307"));
  std::string many = kSystem;
  for (int i = 0; i < 5; ++i)
    many +=
        "[[process]]\nname = \"p" + std::to_string(i) + "\"\ninstances = 1024\n" + client + "\n";
  CHECK(has(parse_system_manifest(many, "system.toml"), "BM0308"));
  CHECK(system_manifest_gets(client, client + "\ninstances = 2000", "BM0106"));
  CHECK(system_manifest_gets("name = \"client\"", "name = \"server-a-1\"", "BM0301") == false);
  std::string clash = replaced(kSystem, server, server + "\ninstances = 2");
  CHECK(has(parse_system_manifest(replaced(clash, "name = \"client\"", "name = \"server-a-1\""),
                                  "system.toml"),
            "BM0301"));
  const Folder folder;
  CHECK(has(load(folder, replaced(kSystem, client, client + "\narguments = { rounds = 5 }")),
            "BM0403"));
  CHECK(has(load(folder, replaced(kSystem, client, client + "\narguments = { rounds = \"5\" }")),
            "BM0104"));
  CHECK(has(load(folder, clash), "BM0407"));
}

namespace {

// The fixture's SIPs with other manifests, put together under a system manifest.
Result<System> assembled(const std::string& server, const std::string& client,
                         const std::string& system) {
  std::vector<Program> programs;
  for (const auto& [name, text] :
       {std::pair("fixture_server.sip", server), std::pair("fixture_client.sip", client)}) {
    Program program = *read_program(kSips / name);
    program.manifest = parse_process_manifest(text, name).value();
    programs.push_back(std::move(program));
  }
  return assemble_system("system.toml", Bytes(system.begin(), system.end()), std::move(programs));
}

const std::string kClient = read(FIXTURE_SOURCE_FOLDER "/fixture_client.toml");

std::string creating(const std::string& manifest, const std::string& sip, int instances) {
  return manifest + "\n[[creates]]\nsip = \"" + sip +
         "\"\ninstances = " + std::to_string(instances) + "\n";
}

}  // namespace

TEST_CASE("what SIPs create counts, and cannot go in circles") {
  const std::string only_server = replaced(kSystem.substr(0, kSystem.find("[[bind]]")),
                                           "[[process]]\nname = \"client\"", "[[program]]");
  const std::string system = replaced(only_server, "verdict = \"client\"\n", "");
  const auto made = assembled(creating(kServer, "fixture_client", 10), kClient, system);
  REQUIRE(made);
  CHECK(made->capacity.processes == 11);
  CHECK(made->capacity.channels == 4 + 10 * 2);
  CHECK(made->capacity.objects == 11 * 16);
  CHECK(made->capacity.shares == made->capacity.exchange_blocks);
  CHECK(made->capacity.memory_bytes == (256 + 10 * 128) * 1024);
  CHECK(made->capacity.message_bytes == 24 * 2 * 64);
  CHECK(made->program_of.size() == 1);
  CHECK(has(assembled(creating(kServer, "nobody", 1), kClient, system), "BM0404"));
  CHECK(has(assembled(creating(kServer, "fixture_server", 1), kClient, system), "BM0405"));
  CHECK(has(assembled(creating(kServer, "fixture_client", 1),
                      creating(kClient, "fixture_server", 1), system),
            "BM0405"));
  const std::string many =
      replaced(system, "sip = \"fixture_server\"", "sip = \"fixture_server\"\ninstances = 100");
  CHECK(has(assembled(creating(kServer, "fixture_client", 1000), kClient, many), "BM0406"));
  const std::string greedy = replaced(kClient, "endpoints = 2", "endpoints = 300000");
  CHECK(has(assembled(creating(kServer, "fixture_client", 100), greedy, system), "BM0406"));
}

TEST_CASE("instances of one entry are bound pairwise and get the same arguments") {
  const std::string server = replaced(kServer, "[parameters]",
                                      "[arguments]\nzeal = \"i64\"\ncalm = \"bool\"\n[parameters]");
  std::string system = replaced(
      kSystem, "sip = \"fixture_server\"",
      "sip = \"fixture_server\"\ninstances = 1000\narguments = { calm = true, zeal = -2 }");
  system = replaced(system, "verdict = \"client\"", "verdict = \"client-999\"");
  system =
      replaced(system, "sip = \"fixture_client\"", "sip = \"fixture_client\"\ninstances = 1000");
  const auto made = assembled(server, kClient, system);
  if (!made) INFO(render(made.error().front()));
  REQUIRE(made);
  REQUIRE(made->bindings.size() == 1000);
  CHECK(made->bindings[7].import_process == 1007);
  CHECK(made->bindings[7].export_process == 7);
  CHECK(made->arguments[999] == std::vector<std::uint64_t>{~std::uint64_t{1}, 1});
  CHECK(made->arguments[1000].empty());
  CHECK(made->manifest.verdict == 1999);
  CHECK(make_image(*made));
  for (const char* wrong : {"calm = 1, zeal = -2", "zeal = -2", "calm = true, zeal = true",
                            "calm = true, zeal = 1, more = 2"}) {
    CHECK(has(assembled(server, kClient, replaced(system, "calm = true, zeal = -2", wrong)),
              "BM0403"));
  }
}

TEST_CASE("a hundred thousand channels can be had") {
  const Folder folder;
  const std::string client = replaced(kClient, "endpoints = 2", "endpoints = 200000");
  const auto made =
      assembled(kServer, client,
                replaced(kSystem, "[[process]]", "[capacity]\nchannels = 300000\n[[process]]"));
  REQUIRE(made);
  CHECK(made->capacity.channels == 300000);
  CHECK(made->capacity.message_bytes == (200000 + 4) * std::uint64_t{128});
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
