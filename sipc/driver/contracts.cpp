// Finding NAME.contract and running contractc. A contract without a file of its own is looked for
// in those of the others.
#include "driver/contracts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "base/files.hpp"
#include "base/process.hpp"

namespace sipc {
namespace {

namespace fs = std::filesystem;

// BlockDevice and block_device are the same name to us.
std::string plain(std::string text) {
  std::erase(text, '_');
  std::ranges::transform(text, text.begin(), [](unsigned char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : static_cast<char>(c);
  });
  return text;
}

std::vector<fs::path> contract_files(const std::vector<fs::path>& dirs) {
  std::vector<fs::path> files;
  for (const auto& dir : dirs) {
    std::error_code error;
    std::vector<fs::path> here;
    for (fs::directory_iterator at(dir, error), end; !error && at != end; at.increment(error)) {
      if (at->path().extension() == ".contract") here.push_back(at->path());
    }
    std::ranges::sort(here);  // folder order is nothing to depend on
    files.insert(files.end(), here.begin(), here.end());
  }
  return files;
}

std::optional<fs::path> file_of(const std::string& name, const std::vector<fs::path>& files) {
  const std::string last = plain(name.substr(name.rfind('.') + 1));
  const auto found = std::ranges::find_if(
      files, [&](const fs::path& file) { return plain(file.stem().string()) == last; });
  return found == files.end() ? std::nullopt : std::optional(*found);
}

Result<void> compile(const fs::path& file, const ContractSearch& search) {
  const std::vector<std::string> command = {search.contractc.string(), "compile", file.string(),
                                            "-o", search.output.string()};
  if (search.verbose) fmt::print(stderr, "{}\n", quoted(command));
  auto outcome = run(command);
  if (!outcome) return std::unexpected(outcome.error());
  std::fputs(outcome->out.c_str(), stderr);
  std::fputs(outcome->err.c_str(), stderr);
  if (outcome->status == 0) return {};
  if (!outcome->err.empty()) return std::unexpected(Findings{});  // contractc has said it better
  return fail("BS0203", {file.string()}, fmt::format("contractc ended with {}", outcome->status),
              "run contractc check on the file");
}

std::vector<std::string> state_names(const std::string& canonical) {
  std::vector<std::string> names;
  std::istringstream lines(canonical);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string kind, number, name;
    words >> kind >> number >> name;
    if (kind == "state") names.push_back(name);
  }
  return names;
}

Result<Contract> load(const std::string& name, const fs::path& file, const ContractSearch& search) {
  Contract contract{.name = name,
                    .header = file.stem().string() + ".contract.hpp",
                    .table = {},
                    .canonical = {},
                    .states = {}};
  auto table = read_file(search.output / (name + ".table"));
  auto canonical = read_file(search.output / (name + ".canonical"));
  if (!table || !canonical) {
    return fail("BS0202", {file.string()}, fmt::format("does not declare the contract {}", name),
                "correct the name in the manifest, or rename the file");
  }
  contract.table = std::move(*table);
  contract.canonical = std::move(*canonical);
  contract.states = state_names(contract.canonical);
  return contract;
}

// The contracts that have been compiled so far. One file may declare several.
std::vector<std::string> tables_in(const fs::path& output) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(output))
    if (entry.path().extension() == ".table") names.push_back(entry.path().stem().string());
  return names;
}

std::unexpected<Findings> nowhere(const std::string& name, const ContractSearch& search) {
  std::vector<std::string> looked;
  for (const auto& dir : search.dirs) looked.push_back(dir.string());
  return fail(
      "BS0201", {},
      fmt::format("there is no file for the contract {} (looked for {}.contract in: {})", name,
                  plain(name.substr(name.rfind('.') + 1)), fmt::join(looked, ", ")),
      "name its folder with --contracts DIR; if another contract's file declares it, name that "
      "one in the manifest too");
}

}  // namespace

std::string Contract::cpp() const {
  std::string text;
  for (const char c : name) text += c == '.' ? std::string("::") : std::string(1, c);
  return text;
}

Result<std::vector<Contract>> compile_contracts(const std::vector<std::string>& names,
                                                const ContractSearch& search) {
  const auto files = contract_files(search.dirs);
  std::map<std::string, fs::path> declared_in;
  std::set<fs::path> compiled;
  for (const auto& name : names) {
    const auto file = file_of(name, files);
    if (!file || !compiled.insert(*file).second) continue;
    if (auto done = compile(*file, search); !done) return std::unexpected(done.error());
    for (const auto& each : tables_in(search.output)) declared_in.emplace(each, *file);
  }
  std::vector<Contract> contracts;
  for (const auto& name : names) {
    auto file = file_of(name, files);
    if (const auto other = declared_in.find(name); !file && other != declared_in.end())
      file = other->second;
    if (!file) return nowhere(name, search);
    auto contract = load(name, *file, search);
    if (!contract) return std::unexpected(contract.error());
    contracts.push_back(std::move(*contract));
  }
  return contracts;
}

Result<void> compile_all_contracts(const ContractSearch& search) {
  for (const auto& file : contract_files(search.dirs)) {
    if (auto done = compile(file, search); !done) return done;
  }
  return {};
}

}  // namespace sipc
