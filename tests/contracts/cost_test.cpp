// What generated headers cost a compile: the one of a contract of 30 messages and 12 states.
#include <catch2/catch.hpp>
#include <iostream>

#include "support.hpp"

using namespace contract_tests;

namespace {

/// Six pairs of states; in each, the importer has fifteen messages and then the exporter fifteen.
std::string wide_contract() {
  std::string text = "contract Wide30 {\n";
  const auto number = [](int i) { return std::to_string(i); };
  for (int i = 0; i < 15; ++i)
    text += "in message Ask" + number(i) + "(int a, uint b, byte c, bool d) requires a > " +
            number(i) + ", b < 100;\nout message Say" + number(i) + "(long x, ushort y, char z);\n";
  for (int s = 0; s < 6; ++s) {
    std::string asks, says;
    for (int i = 0; i < 15; ++i) {
      asks += "Ask" + number(i) + "? -> A" + number(s) + "; ";
      says += "Say" + number(i) + "! -> Q" + number((s + i) % 6) + "; ";
    }
    text += "state Q" + number(s) + ": one { " + asks + "}\nstate A" + number(s) + ": one { " +
            says + "}\n";
  }
  return text + "}\n";
}

double seconds_to_compile(const TemporaryFolder& folder, const std::string& include) {
  folder.write("unit.cpp", "#include " + include + "\n");
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    const double before = seconds_of_children();
    const RunResult result = run(CLANGXX + endpoint_flags() + "-I . unit.cpp", folder.path());
    INFO(result.err);
    REQUIRE(result.exit_code == 0);
    best = std::min(best, seconds_of_children() - before);
  }
  return best;
}

}  // namespace

TEST_CASE("the header of a wide contract adds at most half a second", "[cost]") {
  const TemporaryFolder folder;
  folder.write("wide.contract", wide_contract());
  REQUIRE(run(CONTRACTC " compile wide.contract -o .", folder.path()).exit_code == 0);
  const double empty = seconds_to_compile(folder, "<sip/channel.hpp>");
  const double wide = seconds_to_compile(folder, "\"wide.contract.hpp\"");
  CHECK(wide - empty <= 0.5);
  std::cout << "a header for 30 messages and 12 states adds " << wide - empty
            << " s of processor time\n";
}
