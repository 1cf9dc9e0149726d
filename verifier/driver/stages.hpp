// The named stages of a run, shared by certify and check, and by the tests.
#pragma once
#include "image/image.hpp"

namespace verifier {

// Runs every check group over the image; bits of the groups performed.
std::uint64_t run_checks(const Image& image, Report& report);

}  // namespace verifier
