// Child processes: run one tool to its end with a clean environment and take what it printed.
#pragma once
#include <string>
#include <vector>

#include "base/finding.hpp"

namespace sipc {

struct Outcome {
  int status = 0;  // exit code, or 128 + signal
  std::string out;
  std::string err;
};

// `command[0]` is a path, no search. The environment holds nothing that a compiler listens to
// (CPATH, CCC_OVERRIDE_OPTIONS, …). BS0030: cannot be started.
Result<Outcome> run(const std::vector<std::string>& command);

// For -v: the command as a shell would take it.
std::string quoted(const std::vector<std::string>& command);

}  // namespace sipc
