// Numbers and groups of the calls. See groups.hpp.
#include "calls/groups.hpp"

namespace kernel::calls {
namespace {

enum Group : std::uint32_t {
#define GROUP(bit, name) k_##name = bit,
#include "abi/calls.def"
};

}  // namespace

std::optional<std::uint32_t> group_of(std::uint64_t number) {
  switch (number) {
#define CALL(call, name, group, parameters, result) \
  case call:                                        \
    return k_##group;
#include "abi/calls.def"
    default:
      return std::nullopt;
  }
}

}  // namespace kernel::calls
