// What the whole kernel grants, in manifests: instances, creation, arguments, interrupts and device
// memory; each error number has a bad input.
#include "support.hpp"

using namespace pack_test;

namespace {

// The server as a driver with `more` before its limits.
bool driver_manifest_gets(std::string_view more, std::string_view number) {
  const std::string driver = replaced(kServer, "\"server\"", "\"driver\"");
  return has(parse_process_manifest(replaced(driver, "[limits]", std::string(more) + "[limits]"),
                                    "server.toml"),
             number);
}

}  // namespace

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
  const std::string exempt =
      "name = \"x\"\nunchecked = [\"other\"]\n[[process]]\nname = \"a\"\nsip = \"a\"\n";
  CHECK(has(parse_system_manifest(exempt, "system.toml"), "BM0309"));
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
