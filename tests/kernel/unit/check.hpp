// Runs the kernel's whole check of an image in-process: the same stages as kernel_main.
#pragma once
#include "../builder/image.hpp"
#include "start/system.hpp"

namespace unit {

// The number of the refusal, 0 = accepted. With `line`, also what the kernel would print.
int check(const image_builder::Blob& image,
          kernel::WaivedImages waived = kernel::WaivedImages::kRefuse, std::string* line = nullptr);

// A system of one program with hand-made segments, relocations, patches, imports: no compiler
// needed.
image_builder::SystemSpec small_system();

}  // namespace unit
