// The order of the check groups.
#include "driver/stages.hpp"

#include "bitcode/bitcode.hpp"
#include "contracts/contracts.hpp"
#include "machine/machine.hpp"
#include "system/system.hpp"

namespace verifier {
namespace {

constexpr std::uint64_t bit(Group group) {
  return std::uint64_t{1} << static_cast<unsigned>(group);
}

}  // namespace

std::uint64_t run_checks(const Image& image, Report& report) {
  const auto contracts = check_contracts(image, report);
  const auto system = check_system(image, contracts, report);
  check_bitcode(image, contracts, system ? &*system : nullptr, report);
  check_machine(image, system ? system->manifest.unchecked : Unchecked{}, report);
  return bit(Group::kImage) | bit(Group::kSystem) | bit(Group::kBitcode) | bit(Group::kMachine) |
         bit(Group::kContracts);
}

}  // namespace verifier
