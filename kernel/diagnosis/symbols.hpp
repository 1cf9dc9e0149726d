// Names for addresses in a program's text, from the image's symbols part.
#pragma once
#include "base/text.hpp"
#include "process/process.hpp"

namespace kernel {

// Appends "name+0x12" for an address in the process's text, or only the number.
void append_symbol(TextBuffer& text, const Process& process, std::uint64_t address);

}  // namespace kernel
