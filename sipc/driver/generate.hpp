// The C++ that sipc itself writes: manifest.hpp, the SIP's authority as types.
// runtime/trusted/glue/entry.cpp makes the one Start object.
#pragma once
#include <string>
#include <vector>

#include "base/finding.hpp"
#include "driver/contracts.hpp"
#include "driver/process_manifest.hpp"

namespace sipc {

// The text of manifest.hpp. BM0010: an endpoint names a state that its contract does not have.
Result<std::string> generate_manifest_header(const Manifest& manifest,
                                             const std::vector<Contract>& contracts);

}  // namespace sipc
