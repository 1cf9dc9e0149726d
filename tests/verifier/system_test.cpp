// Manifests and the system as a whole: each finding has a system that gets it.
#include "support/verdict.hpp"

using namespace fixture;

namespace {

Bytes changed_image(std::string_view from, std::string_view to) {
  Bytes image = pack(standard());
  replace_in_image(image, from, to);
  return image;
}

// The server in a second instance, so that two processes claim what one may have.
System two_servers() {
  System system = standard();
  replace(system.manifest, "[[process]]\nname = \"client\"",
          "[[process]]\nname = \"server-b\"\nsip = \"fixture_server\"\n\n[[process]]\nname = "
          "\"client\"");
  return system;
}

}  // namespace

TEST_CASE("each finding about a manifest's text has an image that gets it") {
  CHECK(finds(changed_image("category = \"server\"", "category = \"server "), "BV0201"));
  CHECK(finds(changed_image("description = \"Exports", "descriptive = \"Exports"), "BV0202"));
  CHECK(finds(changed_image("sip = \"fixture_client\"", "sap = \"fixture_client\""), "BV0202"));
  CHECK(finds(changed_image("category = \"server\"", "category = \"sirver\""), "BV0203"));
  CHECK(finds(changed_image("memory = \"256 KiB\"", "memory = \"256 KxB\""), "BV0203"));
  CHECK(finds(changed_image("first = 0x70", "first = 0x99"), "BV0203"));
}

TEST_CASE("manifests have limits to their lists") {
  System system = standard();
  for (int i = 0; i < 300; ++i)
    system.server().manifest += "[[io.ports]]\nname = \"x\"\nfirst = 1\nlast = 1\n";
  replace(system.server().manifest, "[parameters]\nrounds = 5\n", "");
  CHECK(finds(system, "BV0203"));
}

TEST_CASE("records are what the manifests say") {
  CHECK(finds(changed_image("memory = \"256 KiB\"", "memory = \"128 KiB\""), "BV0205"));
  CHECK(finds(changed_image("first = 0x70", "first = 0x71"), "BV0205"));
  CHECK(finds(
      changed_image("\"channel\", \"diagnosis\", \"io\"]", "\"channel\", \"console\",   \"io\"]"),
      "BV0205"));
  CHECK(finds(changed_image("script = [\"help\", \"quit\"]", "script = [\"halp\", \"quit\"]"),
              "BV0205"));
  Bytes image = pack(standard());
  const std::size_t record = part_offset(image, part_index(image, 2, 0));
  put(image, record + 48, get(image, record + 48, 4) | 1u << 8, 4);  // grants itself the console
  rehash(image);
  CHECK(finds(image, "BV0205"));
  image = pack(standard());
  put(image, part_offset(image, part_index(image, 1, 0xffff)) + 72, 1, 4);  // channels
  rehash(image);
  CHECK(finds(image, "BV0205"));
}

TEST_CASE("each finding about evidence, contracts and states has a SIP that gets it") {
  System system = standard();
  replace(system.server().evidence, "\"sipc\"", "\"sipx\"");
  CHECK(finds(system, "BV0206"));
  Bytes image = pack(standard());
  const std::size_t record = part_offset(image, part_index(image, 2, 0));
  put(image, record + 160 + 48 + 8, 7, 4);  // its contract's ordinal
  rehash(image);
  CHECK(finds(image, "BV0207"));
  system = standard();
  replace(system.client().manifest, "state = \"Start\"", "state = \"Pending\"");
  CHECK(finds(system, "BV0208"));
  system = standard();
  replace(system.server().evidence, "\"test_hooks\": false", "\"test_hooks\": true");
  CHECK(finds(system, "BV0209"));
}

TEST_CASE("names and bindings must resolve") {
  CHECK(finds(changed_image("name = \"server-a\"", "name = \"client\"  "), "BV0210"));
  CHECK(finds(changed_image("sip = \"fixture_client\"", "sip = \"fixture_klient\""), "BV0210"));
  CHECK(finds(changed_image("verdict = \"client\"", "verdict = \"klient\""), "BV0210"));
  CHECK(finds(changed_image("import = \"client.server\"", "import = \"client.sorver\""), "BV0211"));
}

TEST_CASE("an import without exporter is refused") {
  System system = standard();
  system.manifest.resize(system.manifest.find("[[bind]]"));
  CHECK(finds(system, "BV0212"));
}

TEST_CASE("each finding about bindings has a system that gets it") {
  System system = standard();
  system.manifest += "\n[[bind]]\nimport = \"client.server\"\nexport = \"server-a.service\"\n";
  CHECK(finds(system, "BV0213"));
  system = standard();
  replace(system.manifest, "import = \"client.server\"\nexport = \"server-a.service\"",
          "import = \"server-a.service\"\nexport = \"client.server\"");
  CHECK(finds(system, "BV0214"));
  CHECK(finds(standard("other"), "BV0215"));  // the client was built against another C1
  system = standard();
  const std::size_t second =
      system.manifest.find("[[process]]", system.manifest.find("[[process]]") + 1);
  const std::string server = system.manifest.substr(system.manifest.find("[[process]]"),
                                                    second - system.manifest.find("[[process]]"));
  replace(system.manifest, server, "");
  system.manifest += "\n" + server;
  CHECK(finds(system, "BV0217"));
}

TEST_CASE("both ends of a binding start in one state") {
  System system = standard();
  for (Sip& sip : system.sips) {
    // Pending becomes a second entry state, in text and table; then the client starts there and the
    // server does not.
    replace(sip.contracts[0].text, "entry 0\n", "entry 0\nentry 1\n");
  }
  replace(system.client().manifest, "state = \"Start\"", "state = \"Pending\"");
  CHECK(finds(system, "BV0216"));
}

TEST_CASE("resources are granted once") {
  CHECK(finds(two_servers(), "BV0220"));  // both claim ports 0x70 and 0x71
  System system = standard();
  replace(system.client().manifest, "[limits]",
          "[[io.ports]]\nname = \"also\"\nfirst = 0x71\nlast = 0x80\n\n[limits]");
  CHECK(finds(system, "BV0220"));
  for (const char* port : {"0x20", "0xa1", "0x43", "0x3f8", "0xcfc", "0xf4"}) {
    system = standard();
    replace(system.server().manifest, "first = 0x70\nlast = 0x71",
            std::string("first = ") + port + "\nlast = " + port);
    CHECK(finds(system, "BV0221"));
  }
  system = standard();
  for (Sip& sip : system.sips) replace(sip.manifest, "\"diagnosis\"", "\"diagnosis\", \"console\"");
  CHECK(finds(system, "BV0222"));
}

TEST_CASE("waiving a finding does not waive what was skipped after it") {
  Bytes image = changed_image("import = \"client.server\"", "import = \"client.sorver\"");
  verifier::Report report;
  report.waive({211});
  const auto read = verifier::read_image(verifier::View(image), report);
  REQUIRE(read);
  verifier::run_checks(*read, report);
  CHECK(report.has(211));
  CHECK(report.open_count(verifier::Group::kSystem) == 1);
  CHECK(verifier::render_text(report, true).find("FAIL system") != std::string::npos);
}

TEST_CASE("everything fits") {
  System system = standard();
  replace(system.server().manifest, "memory = \"256 KiB\"", "memory = \"32 KiB\"");
  CHECK(finds(system, "BV0230"));
  system = standard();  // 16 stacks fill the limit alone
  replace(system.server().manifest, "endpoints = 4", "endpoints = 4\nthreads = 16");
  CHECK(finds(system, "BV0230"));
  system = standard();
  replace(system.server().manifest, "memory = \"256 KiB\"", "memory = \"900 MiB\"");
  replace(system.server().manifest, "stack = \"16 KiB\"", "stack = \"200 MiB\"");
  CHECK(finds(system, "BV0230"));
  system = standard();
  replace(system.manifest, "[[process]]", "[capacity]\nchannels = 1\n\n[[process]]");
  CHECK(finds(system, "BV0231"));
  system = standard();
  replace(system.manifest, "[[process]]",
          "[capacity]\nchannels = 100\nmemory = \"8 MiB\"\n\n[[process]]");
  CHECK(verify(pack(system)).open_count() == 0);
  system = standard();
  replace(system.client().manifest, "endpoints = 2", "endpoints = 0");
  CHECK(finds(system, "BV0232"));
  system = standard();
  system.sips.push_back(system.server());
  replace(system.sips[2].manifest, "fixture_server", "fixture_surplus");
  CHECK(finds(system, "BV0233"));
}
