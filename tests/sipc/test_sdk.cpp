// The SDK is trusted by hash: changed, added or missing files stop every compilation, and so does a
// missing checker.
#include <catch2/catch.hpp>
#include <fstream>

#include "fixture.hpp"

namespace {

// A copy of the installation that can be damaged. sipc finds the SDK next to its own executable.
class Installation {
 public:
  Installation() {
    const fs::path prefix = fs::path(SIPC_PATH).parent_path().parent_path();
    fs::create_directories(folder_ / "bin");
    fs::create_directories(folder_ / "lib");
    fs::copy(SIPC_PATH, folder_ / "bin/sipc");
    fs::create_symlink(prefix / "bin/sipverify", folder_ / "bin/sipverify");
    fs::copy(prefix / "sdk", folder_ / "sdk", fs::copy_options::recursive);
    fs::create_symlink(prefix / "lib/bulkhead_checker.so", folder_ / "lib/bulkhead_checker.so");
    folder_.write("main.cpp", kHello);
    folder_.write("hello.toml", kHelloManifest);
  }
  sipc::Outcome build() const { return build_hello(folder_, {}, folder_ / "bin/sipc"); }
  const Folder& folder() const { return folder_; }
  void append(const std::string& file, const std::string& text) const {
    std::ofstream(folder_ / file, std::ios::app) << text;
  }

 private:
  Folder folder_;
};

}  // namespace

TEST_CASE("an untouched copy of the installation works", "[sdk]") {
  const Installation installation;
  const auto outcome = installation.build();
  INFO(outcome.err);
  CHECK(outcome.status == 0);
}

TEST_CASE("a changed file of the SDK is refused", "[sdk]") {
  for (const std::string file :
       {"sdk/trusted/sip/storage.hpp", "sdk/include/sip/log.hpp", "sdk/freestanding/std/utility",
        "sdk/lib/channel.bc", "sdk/glue/entry.cpp"}) {
    CAPTURE(file);
    const Installation installation;
    installation.append(file, "\n");
    const auto outcome = installation.build();
    CHECK(outcome.status == 1);
    CHECK(reports(outcome, "BS0103"));
    CHECK(reports(outcome, file.substr(4)));
    CHECK_FALSE(fs::exists(installation.folder() / "out.sip"));
  }
}

TEST_CASE("a file that the list does not know is refused", "[sdk]") {
  const Installation installation;
  installation.folder().write("sdk/include/sip/extra.hpp", "#pragma once\n");
  CHECK(reports(installation.build(), "BS0104"));
}

TEST_CASE("a missing or damaged list is refused", "[sdk]") {
  const Installation installation;
  installation.append("sdk/sdk.list", "trusted nothing\n");
  CHECK(reports(installation.build(), "BS0102"));
  fs::remove(installation.folder() / "sdk/sdk.list");
  CHECK(reports(installation.build(), "BS0101"));
}

TEST_CASE("without a working checker nothing is compiled", "[sdk]") {
  const Installation installation;
  const fs::path plugin = installation.folder() / "lib/bulkhead_checker.so";
  fs::remove(plugin);
  CHECK(reports(installation.build(), "BS0105"));
  installation.folder().write("lib/bulkhead_checker.so", "no shared object");
  const auto outcome = installation.build();
  CHECK(outcome.status == 1);
  CHECK_FALSE(fs::exists(installation.folder() / "out.sip"));
}
