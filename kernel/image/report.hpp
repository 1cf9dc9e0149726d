// What the user reads when an image is refused: one line with number, fault and place.
#pragma once
#include "image/parts.hpp"

namespace kernel {

void print_refusal(const ImageView& view, const Refusal& refusal);

}  // namespace kernel
