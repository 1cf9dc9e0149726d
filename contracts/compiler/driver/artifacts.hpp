// What the commands that print something have in common: one output goes to stdout, any number of
// them into a folder, all or none.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "driver/commands.hpp"
#include "driver/program.hpp"

namespace contracts {

struct ArtifactOptions : Options {
  std::string contract;  // only this one; empty: all of the inputs
};

struct Artifact {
  std::string name;  // in the output folder
  std::string bytes;
};

/// The contracts that an input file declares itself, or the one that --contract names.
std::vector<const Contract*> chosen_contracts(const Program& program,
                                              const ArtifactOptions& options);

/// Analyses the inputs and shows the findings; nothing, if one of them is refused.
std::vector<Program> analyse_all(const ArtifactOptions& options);

/// Writes artifacts to -o, or the only one to stdout. Returns the exit code.
int write_artifacts(const std::vector<Artifact>& artifacts, const ArtifactOptions& options);

/// One text from each chosen contract, named after it with `suffix`; `make` gives nothing after it
/// has said on stderr why it cannot.
using ContractEmitter = std::function<std::optional<std::string>(const Contract&)>;
int emit_each(const ArtifactOptions& options, const std::string& suffix,
              const ContractEmitter& make);

/// Says on stderr what is wrong with the command line. Returns the exit code for it.
int wrong_usage(const std::string& problem, const std::string& remedy);

}  // namespace contracts
