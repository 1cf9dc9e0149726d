// See native.hpp.
#include "driver/native.hpp"

#include "backend/backend.hpp"
#include "base/files.hpp"

namespace sipc {
namespace {

// The runtime's bodies that go into this SIP; of the collector, the variant that fits.
Result<std::vector<fs::path>> bodies_of(const StepTwo& step) {
  const auto threads = backend::has_threads(step.portable);
  if (!threads) return std::unexpected(threads.error());
  const auto is_wanted = [&](const std::string& path) {
    if (path == "lib/test_hooks.bc") return step.test_hooks;
    if (path == "lib/collector/single.bc") return step.collector && !*threads;
    if (path == "lib/collector/threads.bc") return step.collector && *threads;
    if (path.starts_with("lib/collector/")) return step.collector;
    return path.ends_with(".bc");
  };
  std::vector<fs::path> bodies;
  for (const auto& file : step.sdk.files()) {
    if (is_wanted(file.path)) bodies.push_back(step.sdk.root() / file.path);
  }
  return bodies;
}

}  // namespace

Result<void> generate_objects(const StepTwo& step, const fs::path& folder) {
  if (step.checks == RedundantChecks::kStoresAndLoads && step.collector)
    return fail("BS0407", {}, "loads of a SIP with a collector cannot be checked",
                "use --redundant-checks=stores, or gc = \"none\" in its manifest");
  const auto bodies = bodies_of(step);
  if (!bodies) return std::unexpected(bodies.error());
  auto native = backend::make_native(step.portable, *bodies);
  if (!native) return std::unexpected(native.error());
  const fs::path lib = step.sdk.root() / "lib";
  auto memory = read_file(lib / "memory.module");
  if (!memory) return std::unexpected(memory.error());
  const std::vector<backend::NativeModule> modules = {
      {"native", std::move(*native), folder / "native.o"},
      {"memory", std::move(*memory), folder / "memory.o"}};
  if (step.checks == RedundantChecks::kNone) return backend::generate_plain(modules);
  const auto accesses = step.checks == RedundantChecks::kStores
                            ? backend::Accesses::kStores
                            : backend::Accesses::kStoresAndLoads;
  return backend::generate_checked(modules, {.sipverify = step.sdk.tools() / "sipverify",
                                             .script = lib / "sip.ld",
                                             .rest = {lib / "imports.o"},
                                             .trial = folder / "trial.sip",
                                             .checked = accesses,
                                             .verbose = step.verbose});
}

Result<void> link_objects(const Sdk& sdk, const fs::path& folder,
                          const std::vector<fs::path>& others, const fs::path& output) {
  const fs::path lib = sdk.root() / "lib";
  std::vector<fs::path> objects = {folder / "native.o", folder / "memory.o", lib / "imports.o"};
  objects.insert(objects.end(), others.begin(), others.end());
  return backend::link_sip(objects, lib / "sip.ld", output);
}

Result<void> make_native_file(const Options& options) {
  const auto sdk = Sdk::open();
  if (!sdk) return std::unexpected(sdk.error());
  const auto portable = read_file(options.sources.front());
  if (!portable) return std::unexpected(portable.error());
  const auto temp = TempDir::make();
  if (!temp) return std::unexpected(temp.error());
  const StepTwo step{*sdk,           *portable,      options.collector, options.test_hooks,
                     options.checks, options.verbose};
  if (auto done = generate_objects(step, temp->path()); !done) return done;
  const fs::path linked = temp->path() / "linked.sip";
  if (auto done = link_objects(*sdk, temp->path(), {}, linked); !done) return done;
  const auto bytes = read_file(linked, 1u << 30);
  if (!bytes) return std::unexpected(bytes.error());
  return write_atomically(options.output, *bytes);
}

}  // namespace sipc
