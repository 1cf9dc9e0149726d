// Why an image is refused: a permanent number (docs/kernel.md lists them), what is wrong, and in
// which part. A check gives nothing when all is well.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace kernel {

struct Refusal {
  static constexpr std::uint32_t kWholeImage = ~std::uint32_t{0};
  std::uint16_t number;
  std::string_view what;
  std::uint32_t part = kWholeImage;
};

using Check = std::optional<Refusal>;

}  // namespace kernel

#define KERNEL_TRY_CHECK(expression) \
  if (const ::kernel::Check refused_here = (expression)) return refused_here
