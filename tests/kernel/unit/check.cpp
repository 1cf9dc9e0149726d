// See check.hpp.
#include "check.hpp"

#include "../builder/bytes.hpp"
#include "fake_hal.hpp"
#include "image/parts.hpp"

using namespace image_builder;

namespace unit {
namespace {

kernel::Check all_stages(kernel::ImageBytes bytes, kernel::WaivedImages waived) {
  const hal::Layout layout{{0x2000000000}, 256 << 20,  1024,
                           {0x8000000000}, 1ull << 39, {0x40000000}};
  kernel::VerifiedImage verified;
  KERNEL_TRY_CHECK(
      kernel::verify_image(bytes, kernel::PublicKey(test_public_key(), 65), waived, verified));
  kernel::SystemRecord record;
  KERNEL_TRY_CHECK(kernel::check_system(verified.view(), layout, record));
  kernel::Sizes sizes;
  return kernel::measure_system(verified.view(), layout, record, sizes);
}

}  // namespace

int check(const Blob& image, kernel::WaivedImages waived, std::string* line) {
  // A copy of exactly this size, so that the sanitizer sees the first byte read past it.
  const std::vector<unsigned char> copy(image.begin(), image.end());
  const kernel::ImageBytes bytes = hal::detail::LastingMaker::of(std::as_bytes(std::span(copy)));
  const kernel::Check refusal = all_stages(bytes, waived);
  if (!refusal) return 0;
  if (line != nullptr) {
    kernel::ImageView view;
    if (kernel::check_header(bytes, view)) view = {};
    fake_hal::console().clear();
    kernel::print_refusal(view, *refusal);
    *line = fake_hal::console();
  }
  return refusal->number;
}

SystemSpec small_system() {
  Sip sip;
  sip.entry = 0x1000;
  sip.text = {0x1000, 64, Blob(64, 0xcc), true};
  sip.read_only = {0x2000, 32, Blob(32, 0), true};
  sip.imports = {0x3000, 16, Blob(16, 0), true};
  put(sip.imports.bytes, 0, 1, 8);
  put(sip.imports.bytes, 8, 41, 8);
  sip.data = {0x4000, 5000, Blob(100, 0), true};
  put(sip.relocations, 0, 0x4000, 8);
  put(sip.relocations, 8, 0x2000, 8);
  put(sip.patches, 0, 0x1008, 8);
  put(sip.patches, 8, 1, 8);
  put(sip.symbols, 0, 0, 8);
  SystemSpec system;
  system.contracts = {c1(), bulk(), give()};
  system.programs = {{.name = "one", .sip = sip, .endpoints = {{0, 0, "out"}, {1, 0, "in"}}}};
  system.processes = {{"a", 0}, {"b", 0}};
  system.bindings = {{0, 0, 1, 1}, {1, 0, 0, 1}};
  system.script = "one line\n";
  return system;
}

}  // namespace unit
