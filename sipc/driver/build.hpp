// `sipc build`: the named stages from sources and manifest to a .sip.
#pragma once
#include "base/finding.hpp"
#include "driver/options.hpp"

namespace sipc {

Result<void> build_sip(const Options& options);

}  // namespace sipc
