// The same inputs make the same bytes, wherever they lie and whoever builds them.
#include <catch2/catch.hpp>
#include <cstdlib>

#include "fixture.hpp"

namespace {

std::string built_in(const Folder& folder, const std::vector<std::string>& words = {}) {
  folder.write("main.cpp", kHello);
  folder.write("hello.toml", kHelloManifest);
  const auto outcome = build_hello(folder, words);
  INFO(outcome.err);
  REQUIRE(outcome.status == 0);
  return folder.read("out.sip");
}

}  // namespace

TEST_CASE("two builds in two folders give the same bytes", "[determinism]") {
  const Folder one, two;
  CHECK(built_in(one) == built_in(two));
}

TEST_CASE("no path of this machine gets into the file", "[determinism]") {
  const Folder folder;
  const std::string sip = built_in(folder);
  CHECK(sip.find(folder.path().string()) == std::string::npos);
  CHECK(sip.find(SOURCE_ROOT) == std::string::npos);
  CHECK(sip.find(fs::temp_directory_path().string() + "/sipc-") == std::string::npos);
}

TEST_CASE("what the environment says to a compiler is not heard", "[determinism]") {
  const Folder folder;
  const std::string plain = built_in(folder);
  folder.write("evil/sip/sip.hpp", "#error evil\n");
  ::setenv("CPATH", (folder / "evil").c_str(), 1);
  ::setenv("CPLUS_INCLUDE_PATH", (folder / "evil").c_str(), 1);
  ::setenv("CCC_OVERRIDE_OPTIONS", "+-DX=1", 1);
  // sipc::run gives children a clean environment; a shell does not.
  const std::string command = std::string(SIPC_PATH) + " build " + (folder / "main.cpp").string() +
                              " --manifest " + (folder / "hello.toml").string() + " -o " +
                              (folder / "out.sip").string();
  CHECK(std::system(command.c_str()) == 0);
  CHECK(folder.read("out.sip") == plain);
}
