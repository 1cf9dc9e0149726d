// Names for addresses in reports, from the symbols part. The names are claims of the SIP's maker:
// good for people, never for decisions.
#pragma once
#include "image/image.hpp"

namespace verifier {

// "c1_server, serve(int)+0x1f (0x101f)"
std::string place_in_text(const ProgramParts& program, std::uint64_t address);

}  // namespace verifier
