// The order of the check groups.
#include "driver/stages.hpp"

namespace verifier {
namespace {

constexpr std::uint64_t bit(Group group) {
  return std::uint64_t{1} << static_cast<unsigned>(group);
}

}  // namespace

std::uint64_t run_checks(const Image& image, Report& report) {
  (void)image;
  (void)report;
  return bit(Group::kImage);
}

}  // namespace verifier
