// The evidence section: what this .sip was made from and by, as JSON (docs/formats/sip.md).
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "driver/options.hpp"
#include "driver/sdk.hpp"

namespace sipc {

struct SourceHash {
  std::string name;  // without folders: the output must not depend on where it was built
  std::string sha256;
};

std::string evidence_json(const Sdk& sdk, const Options& options,
                          const std::vector<SourceHash>& sources);

// The contract section: for each contract u32 table bytes, u32 canonical bytes, table, canonical
// text, zero padding to 8.
struct Contract;
std::string contracts_section(const std::vector<Contract>& contracts);

}  // namespace sipc
