// Compiles nothing: the sources go through clang and the checker, with the generated headers if a
// manifest or contract folders are given.
#include "driver/check.hpp"

#include <fmt/format.h>

#include "base/files.hpp"
#include "driver/checker.hpp"
#include "driver/clang.hpp"
#include "driver/contracts.hpp"
#include "driver/generate.hpp"
#include "driver/process_manifest.hpp"
#include "driver/sarif.hpp"
#include "driver/sdk.hpp"

namespace sipc {
namespace {

Result<void> generate(const Options& options, const Sdk& sdk, const fs::path& generated) {
  const ContractSearch search{options.contract_dirs, sdk.tools() / "contractc", generated,
                              options.verbose};
  if (!options.manifest) return compile_all_contracts(search);
  const auto manifest = read_manifest(*options.manifest);
  if (!manifest) return std::unexpected(manifest.error());
  const auto contracts = compile_contracts(manifest->contracts(), search);
  if (!contracts) return std::unexpected(contracts.error());
  const auto header = generate_manifest_header(*manifest, *contracts);
  if (!header) return std::unexpected(header.error());
  return write_atomically(generated / "manifest.hpp", *header);
}

Result<void> run_checks(const Options& options, std::vector<std::string>* sarif) {
  if (auto checked = check_user_flags(options); !checked) return checked;
  const auto sdk = Sdk::open();
  if (!sdk) return std::unexpected(sdk.error());
  const auto temp = TempDir::make();
  if (!temp) return std::unexpected(temp.error());
  const fs::path generated = temp->path() / "generated", list = temp->path() / "trusted.list";
  fs::create_directory(generated);
  if (auto done = generate(options, *sdk, generated); !done) return done;
  if (auto done = write_trust_list(*sdk, generated, options.test_hooks, list); !done) return done;

  Findings findings;
  bool refused = false;
  for (const auto& path : options.sources) {
    auto text = read_source(path);
    if (!text) {
      findings.insert(findings.end(), text.error().begin(), text.error().end());
      continue;
    }
    auto done = run_clang({*sdk, options, generated, list}, fs::canonical(path), Product::kNothing,
                          {}, sarif);
    if (done) continue;
    refused = true;
    findings.insert(findings.end(), done.error().begin(), done.error().end());
  }
  if (refused || !findings.empty()) return std::unexpected(std::move(findings));
  return {};
}

}  // namespace

Result<void> check_sources(const Options& options) {
  if (options.format == Format::kText) return run_checks(options, nullptr);
  std::vector<std::string> logs;
  auto result = run_checks(options, &logs);
  fmt::print("{}\n", merge_sarif(logs, result ? Findings{} : result.error()));
  return result ? result : std::unexpected(Findings{});  // they are in the log already
}

}  // namespace sipc
