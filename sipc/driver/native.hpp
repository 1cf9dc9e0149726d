// Step two as a function of portable bitcode, a few choices and the SDK alone, so that whoever has
// those can repeat it: `sipc build` ends with it, `sipc native` is it.
#pragma once
#include <filesystem>
#include <string>

#include "base/finding.hpp"
#include "driver/options.hpp"
#include "driver/sdk.hpp"

namespace sipc {

struct StepTwo {
  const Sdk& sdk;
  const std::string& portable;
  bool collector;
  bool test_hooks;
  RedundantChecks checks;
  bool verbose;
};

// Makes native.o and memory.o in `folder`.
Result<void> generate_objects(const StepTwo& step, const fs::path& folder);

// Links them, and what else there is, to `output`.
Result<void> link_objects(const Sdk& sdk, const fs::path& folder,
                          const std::vector<fs::path>& others, const fs::path& output);

// `sipc native`: a file of portable bitcode to what is loaded of a .sip; manifest, contracts,
// bitcode and evidence are not in it.
Result<void> make_native_file(const Options& options);

}  // namespace sipc
