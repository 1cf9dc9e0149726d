// Runs the verifier's stages on an image in memory and tells which findings came.
#pragma once
#include <catch2/catch.hpp>

#include "driver/stages.hpp"
#include "fixture.hpp"
#include "report/report.hpp"

namespace fixture {

inline verifier::Report verify(const Bytes& image) {
  verifier::Report report;
  if (const auto read = verifier::read_image(verifier::View(image), report))
    verifier::run_checks(*read, report);
  return report;
}

inline bool finds(const Bytes& image, std::string_view number) {
  unsigned value = 0;
  REQUIRE(verifier::parse_number(number, value));
  const verifier::Report report = verify(image);
  INFO(verifier::render_text(report, false));
  CHECK(report.has(value));
  return report.has(value);
}

inline bool finds(const System& system, std::string_view number) {
  return finds(pack(system), number);
}

}  // namespace fixture
