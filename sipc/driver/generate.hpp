// The C++ that sipc itself writes: manifest.hpp, the SIP's authority as types, and entry.cpp, which
// makes the one Start object and calls sip_main.
#pragma once
#include <string>
#include <vector>

#include "base/finding.hpp"
#include "driver/contracts.hpp"
#include "driver/manifest.hpp"

namespace sipc {

struct GeneratedSources {
  std::string manifest_header;
  std::string entry_source;
};

// BM0010: an endpoint names a state that its contract does not have.
Result<GeneratedSources> generate_sources(const Manifest& manifest,
                                          const std::vector<Contract>& contracts);

}  // namespace sipc
