// Step two repeated: `sipc native` makes native code of each program's portable bitcode once more,
// and what is loaded must be that, byte for byte. Passing proves that the native code does what the
// verified bitcode says, as far as this sipc's step two does.
#pragma once
#include <filesystem>

#include "image/image.hpp"

namespace verifier {

// Findings BV0601 to BV0603. `sipc` is the compiler that does step two.
void check_rebuild(const Image& image, const std::filesystem::path& sipc, Report& report);

// Where native code made anew differs from the parts of a program; empty: nowhere.
std::vector<std::string> native_differences(View made, const ProgramParts& program);

}  // namespace verifier
