// Sections made of text and tables.
#include "driver/evidence.hpp"

#include <nlohmann/json.hpp>

#include "driver/clang.hpp"
#include "driver/contracts.hpp"

namespace sipc {

std::string evidence_json(const Sdk& sdk, const Options& options,
                          const std::vector<SourceHash>& sources) {
  nlohmann::ordered_json evidence;
  evidence["sipc"] = BULKHEAD_VERSION;
  evidence["clang"] = BULKHEAD_CLANG_VERSION;
  evidence["checker"] = {{"version", BULKHEAD_VERSION}, {"sha256", sdk.plugin_sha256()}};
  evidence["runtime"] = sdk.sha256();
  evidence["flags"] = kLanguageFlags;
  for (const auto& define : options.defines) evidence["flags"].push_back("-D" + define);
  evidence["redundant_checks"] = options.checks == RedundantChecks::kNone     ? "none"
                                 : options.checks == RedundantChecks::kStores ? "stores"
                                                                              : "stores+loads";
  evidence["sources"] = nlohmann::ordered_json::array();
  for (const auto& source : sources)
    evidence["sources"].push_back({{"name", source.name}, {"sha256", source.sha256}});
  evidence["test_hooks"] = options.test_hooks;
  if (options.test_hooks) evidence["ignored_rules"] = options.ignored_rules;
  return evidence.dump(2) + "\n";
}

std::string contracts_section(const std::vector<Contract>& contracts) {
  std::string bytes;
  const auto put = [&](std::size_t value) {
    for (unsigned shift = 0; shift < 32; shift += 8)
      bytes += static_cast<char>(value >> shift & 0xff);
  };
  for (const auto& contract : contracts) {
    put(contract.table.size());
    put(contract.canonical.size());
    bytes += contract.table + contract.canonical;
    bytes.resize((bytes.size() + 7) / 8 * 8, '\0');
  }
  return bytes;
}

}  // namespace sipc
