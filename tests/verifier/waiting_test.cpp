// Who waits for whom, what falls with whom, and where names lead: each finding has a system that
// gets it, and what differs from it in one claim passes.
#include "support/verdict.hpp"

using namespace fixture;

namespace {

constexpr std::string_view kOneImport =
    "[[imports]]\nname = \"server\"\ncontract = \"C1\"\nstate = \"Start\"\npath = \"/test/c1\"\n";
constexpr std::string_view kOneExport =
    "[[exports]]\nname = \"service\"\ncontract = \"C1\"\npath = \"/test/c1\"\n";
constexpr std::string_view kPorts = "[[io.ports]]\nname = \"clock\"\nfirst = 0x70\nlast = 0x71\n";

std::string process(const std::string& name, const std::string& sip) {
  return "[[process]]\nname = \"" + name + "\"\nsip = \"" + sip + "\"\n";
}
std::string bind(const std::string& from, const std::string& to) {
  return "[[bind]]\nimport = \"" + from + "\"\nexport = \"" + to + "\"\n";
}
std::string endpoint(const std::string& side, const std::string& name, const std::string& more) {
  return "[[" + side + "]]\nname = \"" + name + "\"\ncontract = \"C1\"\n" + more + "\n";
}

// Two clients that each use both of two servers. A server that is waiting for one client serves the
// other only if it says so.
System square(const std::string& serves_two, const std::string& serves_one,
              const std::string& more = "") {
  System system = standard();
  replace(system.server().manifest, kPorts, "");
  replace(system.server().manifest, kOneExport,
          endpoint("exports", "one", serves_two) + endpoint("exports", "two", serves_one));
  replace(system.client().manifest, kOneImport,
          endpoint("imports", "left", "") + endpoint("imports", "right", ""));
  system.manifest = "name = \"square\"\n" + more + process("a", "fixture_server") +
                    process("b", "fixture_server") + process("x", "fixture_client") +
                    process("y", "fixture_client") + bind("x.left", "a.one") +
                    bind("x.right", "b.one") + bind("y.left", "a.two") + bind("y.right", "b.two");
  return system;
}

// A server with two exports, a client of priority 20 and one of priority 10.
System unequal(const std::string& serves, const std::string& priority) {
  System system = standard();
  replace(system.server().manifest, kPorts, "");
  replace(system.server().manifest, kOneExport,
          endpoint("exports", "one", "") + endpoint("exports", "two", serves));
  system.sips.push_back(system.client());
  replace(system.sips[1].manifest, "[limits]", "priority = 20\n[limits]");
  replace(system.sips[2].manifest, "[limits]", "priority = " + priority + "\n[limits]");
  replace(system.sips[2].manifest, "fixture_client", "fixture_slow");
  system.manifest = "name = \"unequal\"\n" + process("s", "fixture_server") +
                    process("fast", "fixture_client") + process("slow", "fixture_slow") +
                    bind("fast.server", "s.one") + bind("slow.server", "s.two");
  return system;
}

bool passes(const System& system) {
  const verifier::Report report = verify(pack(system));
  INFO(verifier::render_text(report, true));
  CHECK(report.findings().empty());
  return report.findings().empty();
}

constexpr const char* kNobody = "serves = []";
constexpr const char* kCircle =
    "[[cycle]]\nthrough = [\"x.left\", \"a.two\", \"y.right\", \"b.one\"]\n"
    "reason = \"only one client runs at a time\"\n";
constexpr const char* kOtherCircle =
    "[[cycle]]\nthrough = [\"x.right\", \"b.two\", \"y.left\", \"a.one\"]\n"
    "reason = \"only one client runs at a time\"\n";

}  // namespace

TEST_CASE("processes that could wait for each other in a circle are refused") {
  CHECK(passes(square("", "")));
  CHECK(finds(square(kNobody, kNobody), "BV0237"));
  CHECK(passes(square("serves = [\"two\"]", "serves = [\"one\"]")));
  CHECK(passes(square(kNobody, "serves = [\"one\"]")));       // no circle without a.two and b.two
  CHECK(finds(square(kNobody, kNobody, kCircle), "BV0237"));  // there is another one
}

TEST_CASE("circles that are named and justified pass, and are told") {
  const verifier::Report report =
      verify(pack(square(kNobody, kNobody, std::string(kCircle) + kOtherCircle)));
  const std::string text = verifier::render_text(report, true);
  INFO(text);
  CHECK(report.findings().empty());
  CHECK(text.find("CYCLE through a.two b.one x.left y.right: only one client") != text.npos);
  CHECK(finds(square("", "", kCircle), "BV0240"));  // there is no circle to justify
  CHECK(finds(square("serves = [\"three\"]", ""), "BV0203"));
}

TEST_CASE("waiting for somebody of lower priority is refused where nobody lifts him") {
  CHECK(finds(unequal(kNobody, "10"), "BV0238"));
  CHECK(passes(unequal(kNobody, "20")));
  CHECK(passes(unequal("serves = [\"one\"]", "10")));
  CHECK(passes(unequal("", "10")));
}

TEST_CASE("an essential process falls with no other") {
  System system = standard();
  system.manifest = "essential = [\"client\"]\n" + system.manifest;
  CHECK(passes(system));
  replace(system.client().manifest, "[limits]", "needs = [\"server\"]\n[limits]");
  CHECK(finds(system, "BV0239"));
  replace(system.manifest, "essential = [\"client\"]\n", "");
  const verifier::Report report = verify(pack(system));
  CHECK(report.findings().empty());
  CHECK(verifier::render_text(report, true).find("DEATH of server-a takes client\n") !=
        std::string::npos);
  system.manifest = "essential = [\"klient\"]\n" + system.manifest;
  CHECK(finds(system, "BV0240"));
  replace(system.client().manifest, "needs = [\"server\"]", "needs = [\"sorver\"]");
  CHECK(finds(system, "BV0203"));
}

TEST_CASE("heartbeats can be kept, and restarts starve nobody") {
  const auto with = [](const std::string& supervision, const std::string& limits) {
    System system = standard();
    replace(system.server().manifest, "[limits]",
            "[supervision]\n" + supervision + "\n[limits]\n" + limits);
    return system;
  };
  CHECK(finds(with("heartbeat_ms = 100", ""), "BV0241"));  // nobody can ask it
  const auto text = [&](const char* heartbeat) {
    return verifier::render_text(verify(pack(with(heartbeat, "watchdog_ms = 100"))), true);
  };
  CHECK(text("heartbeat_ms = 100").find("100 ms; the watchdog has 100 ms") != std::string::npos);
  CHECK(text("heartbeat_ms = 99").find("the watchdog has") == std::string::npos);
  CHECK(finds(with("restart = \"always\"", ""), "BV0242"));
  CHECK(finds(with("restart = \"failure\"\nbackoff_ms = 10", "watchdog_ms = 100"), "BV0242"));
  CHECK(passes(with("restart = \"failure\"\nbackoff_ms = 100", "watchdog_ms = 100")));
  CHECK(passes(with("restart = \"always\"", "cpu = 20")));
  CHECK(passes(with("restart = \"never\"\nbackoff_ms = 0", "")));
  System low = with("restart = \"always\"", "");
  replace(low.server().manifest, "category", "priority = 3\ncategory");
  CHECK(passes(low));
}

TEST_CASE("an import's path is a pattern that its exporter's path fits") {
  const auto with = [](const std::string& import_path, const std::string& export_path) {
    System system = standard();
    replace(system.client().manifest, "/test/c1", import_path);
    replace(system.server().manifest, "/test/c1", export_path);
    return system;
  };
  CHECK(passes(with("/test/*", "/test/c1")));
  CHECK(passes(with("/*/c1", "/test/c1")));
  CHECK(finds(with("/test/c2", "/test/c1"), "BV0236"));
  CHECK(finds(with("/test", "/test/c1"), "BV0236"));
  CHECK(finds(with("/test/*/x", "/test/c1"), "BV0236"));
  CHECK(finds(with("/test/c1", "/test/*"), "BV0203"));  // an export is at one place
  for (const char* wrong : {"test", "/", "/a//b", "/a/", "/../a", "/A", "/a b"})
    CHECK(finds(with(wrong, "/test/c1"), "BV0203"));
}

TEST_CASE("the sums of all limits are told") {
  const std::string text = verifier::render_text(verify(pack(standard())), true);
  INFO(text);
  CHECK(text.find(
            "SUMS processes 2 of 2; threads 2 of 2; channels 6 of 6; exchange blocks 16 of 16;") !=
        std::string::npos);
}
