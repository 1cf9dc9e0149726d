// The stages of a build. Each fills its part of Work; the first that fails ends the build, and
// nothing is left behind.
#include "driver/build.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "backend/backend.hpp"
#include "base/files.hpp"
#include "base/sha256.hpp"
#include "driver/checker.hpp"
#include "driver/clang.hpp"
#include "driver/contracts.hpp"
#include "driver/evidence.hpp"
#include "driver/generate.hpp"
#include "driver/native.hpp"
#include "driver/process_manifest.hpp"
#include "driver/sdk.hpp"

namespace sipc {
namespace {

struct Work {
  const Options& options;
  Sdk sdk;
  TempDir temp;
  Manifest manifest;
  std::vector<SourceHash> sources;
  std::vector<Contract> contracts;
  std::vector<fs::path> bitcode;
  std::string portable;

  fs::path generated() const { return temp.path() / "generated"; }
  fs::path at(const char* name) const { return temp.path() / name; }
};

Result<void> read_sources(Work& work) {
  for (const auto& path : work.options.sources) {
    const auto text = read_source(path);
    if (!text) return std::unexpected(text.error());
    work.sources.push_back({path.filename().string(), sha256_hex(*text)});
  }
  return {};
}

Result<void> generate(Work& work) {
  fs::create_directory(work.generated());
  auto contracts = compile_contracts(work.manifest.contracts(),
                                     {work.options.contract_dirs, work.sdk.tools() / "contractc",
                                      work.generated(), work.options.verbose});
  if (!contracts) return std::unexpected(contracts.error());
  work.contracts = std::move(*contracts);
  const auto header = generate_manifest_header(work.manifest, work.contracts);
  if (!header) return std::unexpected(header.error());
  if (auto done = write_atomically(work.generated() / "manifest.hpp", *header); !done) return done;
  return write_trust_list(work.sdk, work.generated(), work.options.test_hooks,
                          work.at("trusted.list"));
}

// Every source is tried, so that one run shows all findings.
Result<void> compile_sources(Work& work) {
  const Toolset tools{work.sdk, work.options, work.generated(), work.at("trusted.list")};
  std::vector<fs::path> sources = {work.sdk.root() / "glue" / "entry.cpp"};
  for (const auto& path : work.options.sources) sources.push_back(fs::canonical(path));
  Result<void> result;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    work.bitcode.push_back(work.at(fmt::format("source{}.bc", i).c_str()));
    if (auto done = run_clang(tools, sources[i], Product::kBitcode, work.bitcode.back(), nullptr);
        !done)
      result = done;
  }
  return result;
}

Result<void> link_bitcode(Work& work) {
  const auto hooks = work.options.test_hooks ? backend::Hooks::kAllowed : backend::Hooks::kRefused;
  const auto collector =
      work.manifest.collector ? backend::Collector::kBoehm : backend::Collector::kNone;
  auto portable = backend::link_portable(work.bitcode, work.manifest.name, hooks, collector);
  if (!portable) return std::unexpected(portable.error());
  work.portable = std::move(*portable);
  return {};
}

Result<void> generate_native(Work& work) {
  return generate_objects({work.sdk, work.portable, work.manifest.collector,
                           work.options.test_hooks, work.options.checks, work.options.verbose},
                          work.temp.path());
}

Result<void> attach_sections(Work& work) {
  const std::vector<std::pair<const char*, std::string>> contents = {
      {".sip.manifest", work.manifest.text},
      {".sip.contracts", contracts_section(work.contracts)},
      {".sip.bitcode", work.portable},
      {".sip.evidence", evidence_json(work.sdk, work.options, work.sources)}};
  std::vector<backend::Section> sections;
  for (const auto& [name, bytes] : contents) {
    sections.push_back({name, work.at(name)});
    if (auto done = write_atomically(work.at(name), bytes); !done) return done;
  }
  return backend::make_sections_object(sections, work.at("sections.o"));
}

Result<void> link(Work& work) {
  return link_objects(work.sdk, work.temp.path(), {work.at("sections.o")}, work.at("linked.sip"));
}

Result<void> save_temps(Work& work) {
  if (!work.options.save_temps) return {};
  std::error_code error;
  fs::create_directories(*work.options.save_temps, error);
  if (!error)
    fs::copy(work.temp.path(), *work.options.save_temps,
             fs::copy_options::recursive | fs::copy_options::overwrite_existing, error);
  if (error)
    return fail("BS0022", {work.options.save_temps->string()},
                "temporary files cannot be kept there", "name a folder that can be written");
  return {};
}

Result<void> publish(Work& work) {
  const auto bytes = read_file(work.at("linked.sip"), 1u << 30);
  if (!bytes) return std::unexpected(bytes.error());
  return write_atomically(work.options.output, *bytes);
}

}  // namespace

Result<void> build_sip(const Options& options) {
  if (auto checked = check_user_flags(options); !checked) return checked;
  auto sdk = Sdk::open();
  if (!sdk) return std::unexpected(sdk.error());
  auto manifest = read_manifest(*options.manifest);
  if (!manifest) return std::unexpected(manifest.error());
  auto temp = TempDir::make();
  if (!temp) return std::unexpected(temp.error());

  Work work{options, std::move(*sdk), std::move(*temp), std::move(*manifest), {}, {}, {}, {}};
  Result<void> result;
  for (const auto stage : {read_sources, generate, compile_sources, link_bitcode, generate_native,
                           attach_sections, link}) {
    result = stage(work);
    if (!result) break;
  }
  if (auto saved = save_temps(work); !saved)
    return saved;  // also after a failure: that is when they are wanted
  return result ? publish(work) : result;
}

}  // namespace sipc
