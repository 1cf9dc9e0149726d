// Loading: the root first, then its imports, breadth-first, each file once. A path in an import is
// relative to the file that holds it, or else to a folder of the search path.
#include "driver/program.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "passes/passes.hpp"
#include "source/scan.hpp"
#include "syntax/parse.hpp"

namespace contracts {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kMaxFiles = 1000;

class Loader {
 public:
  Loader(Program& program, const Inputs& inputs) : program_(program), inputs_(inputs) {}

  void load(const std::string& root) {
    if (add(root, std::nullopt)) load_rest();
  }
  void load_text(const std::string& root, std::string text) {
    if (add_text(root, std::nullopt, std::move(text))) load_rest();
  }

 private:
  void load_rest() {
    for (std::size_t i = 0; i < program_.model.units.size(); ++i)
      load_imports(*program_.model.units[i]);
    refuse_cycles();
  }

  static std::string key_of(const std::string& path) {
    std::error_code error;
    const fs::path canonical = fs::weakly_canonical(path, error);
    return error ? path : canonical.string();
  }

  void load_imports(Unit& unit) {
    const fs::path directory = fs::path(program_.files[unit.file]->path()).parent_path();
    for (const Name& import : unit.imports)
      if (const auto file = add(find(directory, import.text), import))
        unit.imported_files.push_back(*file);
  }

  /// Where an import is; if it is nowhere, where it should be first.
  std::string find(const fs::path& directory, const std::string& name) const {
    const std::string beside = (directory / name).string();
    std::error_code error;
    if (fs::exists(beside, error)) return beside;
    for (const std::string& folder : inputs_.search_path)
      if (const fs::path there = fs::path(folder) / name; fs::exists(there, error))
        return there.string();
    return beside;
  }

  /// A finding about a file that cannot be loaded points at the import that wants it, if one does.
  std::nullopt_t fail(const std::string& path, const std::optional<Name>& import, int number,
                      const std::string& text) {
    if (import)
      program_.reporter.report(import->at, number,
                               fmt::format("cannot import this file: {}", text));
    else
      program_.reporter.report_path(path, number, text);
    return std::nullopt;
  }

  std::optional<std::uint16_t> add(const std::string& path, const std::optional<Name>& import) {
    const std::string key = key_of(path);
    if (const auto known = known_.find(key); known != known_.end()) return known->second;
    if (program_.files.size() >= kMaxFiles)
      return fail(path, import, 13,
                  fmt::format("more than {} files in one compilation", kMaxFiles));
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) return fail(path, import, 1, "there is no such file");
    if (fs::is_directory(status)) return fail(path, import, 1, "this is a directory");
    if (!fs::is_regular_file(status)) return fail(path, import, 1, "this is not a regular file");
    if (fs::file_size(path, error) > kMaxFileBytes)
      return fail(path, import, 3, "the file is larger than 4 MiB");
    std::ifstream in(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (!in) return fail(path, import, 1, "the file cannot be read");
    return add_text(path, import, std::move(text));
  }

  std::optional<std::uint16_t> add_text(const std::string& path, const std::optional<Name>& import,
                                        std::string text) {
    if (text.size() > kMaxFileBytes) return fail(path, import, 3, "the file is larger than 4 MiB");
    const auto index = static_cast<std::uint16_t>(program_.files.size());
    known_.emplace(key_of(path), index);
    program_.files.push_back(std::make_unique<SourceFile>(path, std::move(text)));
    auto unit = std::make_unique<Unit>();
    unit->file = index;
    if (scan(*program_.files.back(), index, inputs_.defines, program_.reporter))
      unit = parse(*program_.files.back(), index, program_.reporter);
    program_.model.units.push_back(std::move(unit));
    return index;
  }

  /// Removes files without imports until none is left; what stays imports itself by way of others.
  void refuse_cycles() {
    std::vector<std::size_t> waits(program_.model.units.size(), 0);
    std::vector<std::vector<std::size_t>> users(program_.model.units.size());
    for (const auto& unit : program_.model.units)
      for (const std::uint16_t file : unit->imported_files) {
        ++waits[unit->file];
        users[file].push_back(unit->file);
      }
    std::vector<std::size_t> ready;
    for (std::size_t i = 0; i < waits.size(); ++i)
      if (waits[i] == 0) ready.push_back(i);
    std::size_t done = 0;
    while (!ready.empty()) {
      const std::size_t file = ready.back();
      ready.pop_back();
      ++done;
      for (const std::size_t user : users[file])
        if (--waits[user] == 0) ready.push_back(user);
    }
    if (done == waits.size()) return;
    for (const auto& unit : program_.model.units)
      for (std::size_t i = 0; i < unit->imported_files.size(); ++i)
        if (waits[unit->file] != 0 && waits[unit->imported_files[i]] != 0)
          program_.reporter.report(unit->imports[std::min(i, unit->imports.size() - 1)].at, 11,
                                   fmt::format("{} imports itself by way of this import",
                                               program_.files[unit->file]->path()));
  }

  Program& program_;
  const Inputs& inputs_;
  std::map<std::string, std::uint16_t> known_;
};

}  // namespace

namespace {

void finish(Program& program) {
  Context context{program.model, program.reporter};
  if (!program.model.units.empty()) run_passes(context);
  program.reporter.sort();
}

}  // namespace

Program analyse(const std::string& root_path, const Inputs& inputs) {
  Program program;
  Loader(program, inputs).load(root_path);
  finish(program);
  return program;
}

Program analyse_text(const std::string& root_path, std::string text, const Inputs& inputs) {
  Program program;
  Loader(program, inputs).load_text(root_path, std::move(text));
  finish(program);
  return program;
}

}  // namespace contracts
