// Grants of the whole kernel: instances, creation, arguments, interrupts and device memory. Each
// finding has a system that gets it; what buildimage would refuse is changed in the packed image.
#include <fstream>
#include <iterator>

#include "support/verdict.hpp"
#include "system/manifests.hpp"

using namespace fixture;

namespace {

constexpr std::string_view kServerEntry = "name = \"server-a\"\nsip = \"fixture_server\"";
constexpr std::string_view kClientEntry = "name = \"client\"\nsip = \"fixture_client\"";

// Both programs with every grant there is: one server, two clients that it created; lists in the
// server's manifest are a driver's.
System granted() {
  System system = standard();
  replace(system.server().manifest, "category = \"server\"", "category = \"driver\"");
  replace(system.server().manifest, "[limits]",
          "[[creates]]\ninstances = 2\nsip = \"fixture_client\"\n\n"
          "[arguments]\nzeal = \"u64\"\ncalm = \"bool\"\n\n"
          "[[io.irqs]]\nname = \"aa\"\nline = 23\ntrigger = \"edge\"\n"
          "[[io.irqs]]\nname = \"bb\"\nline = 11\ntrigger = \"level\"\n"
          "[[io.memory]]\nname = \"cc\"\naddress = 0xfed00000\nbytes = 4096\n"
          "[[io.memory]]\nname = \"dd\"\naddress = 0xfed10000\nbytes = 4096\n"
          "[io]\ndma = 65536\n\n[limits]\ncpu = 1600\nwatchdog_ms = 3600000\nobjects = 4096");
  replace(system.manifest, kServerEntry,
          std::string(kServerEntry) + "\narguments = { zeal = 12345, calm = true }");
  return system;
}

Bytes changed(const System& system, std::string_view from, std::string_view to) {
  Bytes image = pack(system);
  replace_in_image(image, from, to);
  return image;
}

// Two drivers that are given nothing else than `grant`.
System two_drivers(const std::string& grant) {
  System system = standard();
  replace(system.server().manifest, "[[io.ports]]\nname = \"clock\"\nfirst = 0x70\nlast = 0x71\n",
          "");
  for (Sip& sip : system.sips) {
    const bool server = &sip == &system.server();
    replace(sip.manifest, server ? "\"server\"" : "\"application\"", "\"driver\"");
    replace(sip.manifest, "[limits]", grant + "\n[limits]");
  }
  return system;
}

}  // namespace

TEST_CASE("a manifest may have every key") {
  std::ifstream file(REPOSITORY "/tests/manifests/every_key_process.toml", std::ios::binary);
  const Bytes text{std::istreambuf_iterator<char>(file), {}};
  verifier::ProgramParts program{};
  program.manifest.bytes = verifier::View(text);
  verifier::Report report;
  const auto manifest = verifier::read_process_manifest(program, report);
  INFO(verifier::render_text(report, true));
  REQUIRE(manifest);
  CHECK(manifest->cpu_percent == 150);
  CHECK(manifest->watchdog_ms == 2000);
  CHECK(manifest->objects == 32);
  CHECK(manifest->dma == 65536);
  REQUIRE(manifest->arguments.size() == 3);
  CHECK(manifest->arguments[0].name == "rounds");  // as written, not by name
  CHECK(manifest->arguments[2].type == verifier::ArgumentType::kBoolean);
  CHECK(manifest->creates.at(0).instances == 8);
}

TEST_CASE("a system with every grant passes, and its authority is told") {
  const verifier::Report report = verify(pack(granted()));
  INFO(verifier::render_text(report, true));
  CHECK(report.findings().empty());
  REQUIRE_FALSE(report.authorities().empty());
  const std::string authority = verifier::render_text(report.authorities().front());
  for (const char* grant : {"ports 0x70-0x71;", "interrupts 23 11;", "DMA 64 KiB;",
                            "device memory 0xfed00000-0xfed00fff 0xfed10000-0xfed10fff;",
                            "creates fixture_client:2;", "objects 4096"})
    CHECK(authority.find(grant) != std::string::npos);
}

TEST_CASE("each value of a grant outside its range has an image that gets it") {
  using Change = std::pair<std::string_view, std::string_view>;
  for (const auto& [from, to] :
       {Change{"cpu = 1600", "cpu = 1601"}, Change{"ms = 3600000", "ms = 3600001"},
        Change{"objects = 4096", "objects = 4097"}, Change{"instances = 2", "instances = 0"},
        Change{"zeal = \"u64\"", "zeal = \"u32\""}, Change{"calm = \"bool", "Calm = \"bool"},
        Change{"line = 23", "line = 24"}, Change{"\"edge\"", "\"both\""},
        Change{"name = \"bb\"", "name = \"aa\""}, Change{"name = \"dd\"", "name = \"cc\""},
        Change{"0xfed00000", "0xfed00001"}, Change{"bytes = 4096", "bytes = 4097"},
        Change{"dma = 65536", "dma = 65537"}, Change{"zeal = 12345", "zeal = 'abc'"}}) {
    INFO(from);
    CHECK(finds(changed(granted(), from, to), "BV0203"));
  }
  CHECK(finds(changed(granted(), "dma = ", "dmo = "), "BV0202"));
}

TEST_CASE("a manifest's lists are bounded") {
  const auto many = [](const char* before, int count, const char* after) {
    std::string text;
    for (int i = 0; i < count; ++i) text += before + std::to_string(i + 10) + after;
    return text;
  };
  // Each entry is a comment first, which the packer does not read, and becomes one in the image.
  for (const std::string& list :
       {many("#[[creates]]\n#sip = \"x", 33, "\"\n"),
        many("#[[io.ports]]\n#name = \"x", 257, "\"\n#first = 1\n#last = 1\n"),
        many("#[[io.irqs]]\n#name = \"x", 25, "\"\n#line = 5\n#trigger = \"edge\"\n"),
        many("#[[io.memory]]\n#name = \"x", 65, "\"\n#address = 0xfed00000\n#bytes = 4096\n"),
        "#[arguments]\n" + many("#x", 33, " = \"u64\"\n")}) {
    System system = standard();
    replace(system.server().manifest, "[[io.ports]]\nname = \"clock\"\nfirst = 0x70\nlast = 0x71\n",
            list);
    std::string alive = list;
    for (char& c : alive) c = c == '#' ? ' ' : c;
    CHECK(finds(changed(system, list, alive), "BV0203"));
  }
}

TEST_CASE("every field of the records is compared") {
  const Bytes good = pack(granted());
  const std::size_t program = part_offset(good, part_index(good, 2, 0));
  const std::size_t size = get(good, program + 8, 4);
  REQUIRE(size == 160 + 48 + 8 + 8 + 32 + 4 + 8 + 4);
  const std::size_t ordinal = program + 160 + 48 + 8 + 8 + 32;
  for (std::size_t at = program + 112; at < program + size; ++at) {
    if (at >= ordinal && at < ordinal + 4) continue;  // BV0207
    Bytes image = good;
    image[at] ^= 1;
    rehash(image);
    INFO("offset " << at - program);
    CHECK(finds(image, "BV0205"));
  }
  const std::size_t system = part_offset(good, part_index(good, 1, 0xffff));
  const std::size_t arguments = system + 128 + 2 * 64 + 16;
  CHECK(get(good, system + 128 + 36, 4) == 2);
  CHECK(get(good, arguments, 8) == 12345);
  CHECK(get(good, arguments + 8, 8) == 1);
  for (const std::size_t at : {system + 104, system + 108, system + 112, system + 128 + 36,
                               system + 128 + 40, arguments, arguments + 8}) {
    Bytes image = good;
    image[at] ^= 1;
    rehash(image);
    INFO("offset " << at - system);
    CHECK(finds(image, "BV0205"));
  }
}

TEST_CASE("processes get the arguments that their SIPs declare") {
  CHECK(finds(changed(granted(), "zeal = 12345", "zeel = 12345"), "BV0218"));
  CHECK(finds(changed(granted(), "zeal = 12345", "zeal = -1234"), "BV0218"));
  CHECK(finds(changed(granted(), "zeal = 12345", "zeal = false"), "BV0218"));
  CHECK(finds(changed(granted(), "calm = true", "calm = 1234"), "BV0218"));
  CHECK(finds(changed(granted(), "zeal = 12345, ", "              "), "BV0218"));
}

TEST_CASE("creation is bounded and stays inside the image") {
  const std::string_view created = "instances = 2\nsip = \"fixture_client\"";
  CHECK(finds(changed(granted(), created, "instances = 2\nsip = \"fixture_server\""), "BV0219"));
  CHECK(finds(changed(granted(), created, "instances = 2\nsip = \"fixture_cliens\""), "BV0234"));
  System system = granted();
  replace(system.server().manifest, "instances = 2", "instances = 1000");
  CHECK(verify(pack(system)).open_count() == 0);
  replace(system.manifest, "name = \"client\"", "name = \"client\"\ninstances = 1");
  replace(system.manifest, "\"client.server\"", "\"client-0.server\"");
  replace(system.manifest, "verdict = \"client\"", "verdict = \"client-0\"");
  replace(system.manifest, kServerEntry, std::string(kServerEntry) + "\ninstances = 31");
  replace(system.manifest, "server-a.service", "server-a-7.service");
  CHECK(finds(changed(system, "instances = 31", "instances = 99"), "BV0231"));
}

TEST_CASE("programs that are only created are in the image for somebody") {
  System system = granted();
  replace(system.manifest, "[[process]]\n" + std::string(kClientEntry),
          "[[program]]\nsip = \"fixture_client\"");
  replace(system.manifest, "verdict = \"client\"\n", "");
  replace(system.manifest, "[[bind]]\nimport = \"client.server\"\nexport = \"server-a.service\"\n",
          "");
  CHECK(verify(pack(system)).open_count() == 0);
  CHECK(finds(changed(system, "[[program]]\nsip = \"fixture_client\"",
                      "[[program]]\nsip = \"fixture_cliens\""),
              "BV0210"));
  replace(system.server().manifest, "[[creates]]\ninstances = 2\nsip = \"fixture_client\"\n", "");
  CHECK(finds(system, "BV0233"));
}

TEST_CASE("what others create counts in the capacities") {
  const auto with = [](const char* capacity) {
    System system = granted();
    replace(system.manifest, "[[process]]",
            std::string("[capacity]\n") + capacity + "\n\n[[process]]");
    return system;
  };
  // One server, one client that the system starts, two that the server creates.
  CHECK(finds(with("processes = 3"), "BV0231"));
  CHECK(verify(pack(with("processes = 4"))).open_count() == 0);
  CHECK(finds(with("objects = 4143"), "BV0231"));
  CHECK(verify(pack(with("objects = 4144\nshares = 1"))).open_count() == 0);
  CHECK(finds(with("memory = \"640 KiB\""), "BV0231"));  // lacks the pages for DMA
  CHECK(verify(pack(with("memory = \"704 KiB\""))).open_count() == 0);
  CHECK(finds(with("message_bytes = 1279"), "BV0231"));  // 10 endpoints, 2 cells of 64 each
  CHECK(verify(pack(with("message_bytes = 1280"))).open_count() == 0);
}

TEST_CASE("instances of groups are bound pairwise") {
  System system = standard();
  replace(system.server().manifest, "[[io.ports]]\nname = \"clock\"\nfirst = 0x70\nlast = 0x71\n",
          "");
  replace(system.manifest, kServerEntry, std::string(kServerEntry) + "\ninstances = 500");
  replace(system.manifest, kClientEntry, std::string(kClientEntry) + "\ninstances = 500 ");
  replace(system.manifest, "verdict = \"client\"", "verdict = \"client-7\"");
  const verifier::Report report = verify(pack(system));
  INFO(verifier::render_text(report, true));
  CHECK(report.open_count() == 0);
  CHECK(finds(changed(system, "instances = 500 ", "instances = 501 "), "BV0235"));
  CHECK(finds(changed(system, "instances = 500 ", "instances = 5000"), "BV0203"));
  CHECK(finds(changed(system, "name = \"client\"\n", "name = \"server\"\n"), "BV0211"));
}

TEST_CASE("interrupt lines and device memory are granted once, and never the kernel's") {
  const std::string irq = "[[io.irqs]]\nname = \"x\"\nline = 8\ntrigger = \"edge\"\n";
  const std::string range =
      "[[io.memory]]\nname = \"x\"\naddress = 0xfed00000\nbytes = \"8 KiB\"\n";
  CHECK(finds(two_drivers(irq), "BV0223"));
  CHECK(finds(two_drivers(range), "BV0224"));
  System system = two_drivers(range);
  replace(system.client().manifest, "0xfed00000", "0xfed01000");
  CHECK(finds(system, "BV0224"));
  system = two_drivers(range + irq);
  replace(system.client().manifest, "0xfed00000", "0xfed02000");
  replace(system.client().manifest, "line = 8", "line = 9");
  CHECK(verify(pack(system)).open_count() == 0);
  for (const char* line : {"0", "2", "4"}) {
    system = two_drivers(irq);
    replace(system.client().manifest, "line = 8", std::string("line = ") + line);
    CHECK(finds(system, "BV0225"));
  }
  for (const char* address :
       {"0x9f000", "0xff000", "0x100000", "0xffff000", "0xfec00000", "0xfee00000"}) {
    system = two_drivers(range);
    replace(system.client().manifest, "0xfed00000", address);
    CHECK(finds(system, "BV0225"));
  }
}

TEST_CASE("a driver that may have two instances cannot be granted a device") {
  System system = granted();
  replace(system.client().manifest, "\"application\"", "\"driver\"");
  replace(system.client().manifest, "[limits]",
          "[[io.irqs]]\nname = \"x\"\nline = 8\ntrigger = \"edge\"\n[limits]");
  CHECK(finds(system, "BV0223"));
  replace(system.manifest, "[[process]]\n" + std::string(kClientEntry),
          "[[program]]\nsip = \"fixture_client\"");
  replace(system.manifest, "verdict = \"client\"\n", "");
  replace(system.manifest, "[[bind]]\nimport = \"client.server\"\nexport = \"server-a.service\"\n",
          "");
  CHECK(finds(system, "BV0223"));
  replace(system.server().manifest, "instances = 2", "instances = 1");
  CHECK(verify(pack(system)).open_count() == 0);
}

TEST_CASE("only drivers reach devices") {
  CHECK(finds(changed(granted(), "category = \"driver\"", "category = \"server\""), "BV0226"));
}
