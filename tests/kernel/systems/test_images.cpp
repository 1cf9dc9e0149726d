// What the kernel does with images that it may not boot: one line that says why, its own exit code,
// nothing loaded.
#include <catch2/catch.hpp>

#include "run.hpp"

using namespace image_builder;
using namespace systems;

namespace {

SystemSpec server_alone() {
  SystemSpec system;
  system.contracts = {c1(), bulk(), give()};
  system.programs = {program("server", {{1, 0, "service"}})};
  system.processes = {{"server", 0}};
  return system;
}

void is_refused(const Blob& image, const std::string& number, const RunOptions& options = {}) {
  const Run run = boot(image, options);
  INFO(run.output);
  CHECK(run.status == kImageRefused);
  CHECK(run.last_line().find("bulkhead: image refused: [" + number + "] ") == 0);
  CHECK_FALSE(run.has("SIP"));
}

}  // namespace

TEST_CASE("an export that nobody imports finds its peer closed") {
  const Run run = boot(server_alone());
  INFO(run.output);
  CHECK(run.status == kSuccess);
  CHECK(run.has(kNoLeaks));
}

TEST_CASE("damaged, unsigned, empty and foreign images") {
  const Blob good = make_image(server_alone());
  Blob damaged = good;
  damaged[good.size() - 5000] ^= 4;
  is_refused(damaged, "K-042");
  is_refused(pack(make_parts(server_alone())), "K-020");
  is_refused({}, "K-001");
  is_refused(Blob(50000, 'x'), "K-003");
  is_refused(Blob(good.begin(), good.end() - 4096), "K-006");
}

TEST_CASE("spread damage is refused by the running kernel") {
  const Blob good = make_image(server_alone());
  for (std::size_t i = 0; i < 40; ++i) {
    Blob image = good;
    image[good.size() / 40 * i + i * 7] ^= static_cast<unsigned char>(1u << (i % 8));
    const Run run = boot(image);
    INFO(i << ": " << run.output);
    CHECK(run.status == kImageRefused);
  }
}

TEST_CASE("a test image with waived checks boots only when the command line says so") {
  Blob image = pack(make_parts(server_alone()));
  certify(image, {{301, 12}});
  is_refused(image, "K-026");
  const Run run = boot(image, {.command_line = "headless allow-waived"});
  INFO(run.output);
  CHECK(run.status == kSuccess);
  CHECK(run.has("bulkhead: TEST IMAGE: verifier checks waived: BV0301 BV0012\n"));
}

TEST_CASE("a machine that is too small is refused with what to do") {
  SystemSpec system = server_alone();
  system.exchange_bytes = 100ull << 20;
  is_refused(make_image(system), "K-124", {.memory = "16"});
  SystemSpec with_large_tables = server_alone();
  with_large_tables.channels = 1 << 20;
  is_refused(make_image(with_large_tables), "K-124", {.memory = "16"});
  SystemSpec with_many_page_tables = server_alone();
  with_many_page_tables.memory_bytes = 1ull << 40;
  is_refused(make_image(with_many_page_tables), "K-124", {.memory = "16"});
}

TEST_CASE("a program that imports a call beyond its groups is refused") {
  SystemSpec system = server_alone();
  system.programs[0].groups = 1;
  is_refused(make_image(system), "K-112");
}
