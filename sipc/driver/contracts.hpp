// The contracts a SIP speaks, compiled afresh into a folder of ours: the generated headers are ours
// by construction, not by their place or name.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "base/finding.hpp"

namespace sipc {

struct Contract {
  std::string name;    // qualified with dots
  std::string header;  // file name in the generated folder
  std::string table;   // docs/formats/contract.md, bytes
  std::string canonical;
  std::vector<std::string> states;  // [0] = the initial one
  std::string cpp() const;          // "Ns::C1"
};

struct ContractSearch {
  std::vector<std::filesystem::path> dirs;
  std::filesystem::path contractc;
  std::filesystem::path output;
  bool verbose = false;
};

// BS0201 no file for a contract, BS0202 the file does not declare it, BS0203 contractc failed to
// run.
Result<std::vector<Contract>> compile_contracts(const std::vector<std::string>& names,
                                                const ContractSearch& search);

// Every *.contract of the folders: for `check` without a manifest.
Result<void> compile_all_contracts(const ContractSearch& search);

}  // namespace sipc
