// The schema of a process manifest in docs/manifests.md, key by key.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "system/toml.hpp"

namespace verifier {
namespace {

// Beyond these a manifest is hostile; they keep every later step short. docs/manifests.md states
// them.
constexpr std::size_t kMostEndpoints = 128, kMostPorts = 256, kMostContracts = 256;
constexpr std::size_t kMostIrqs = 24, kMostRanges = 64, kMostCreations = 32, kMostArguments = 32;

constexpr auto kGroupNames = std::to_array<std::pair<std::string_view, unsigned>>({
#define GROUP(position, name) {#name, position},
#include "abi/calls.def"
});
static_assert(kGroupNames[kConsoleGroup].first == "console" &&
              kGroupNames[kConsoleGroup].second == kConsoleGroup);

void read_category(TomlWalk& top, ProcessManifest& manifest) {
  constexpr std::string_view kCategories[] = {"driver", "server", "application"};
  const std::string text = top.string("category", true);
  const auto* found = std::ranges::find(kCategories, text);
  if (found == std::end(kCategories))
    top.fail("category", "category is not driver, server or application");
  manifest.category = static_cast<std::uint32_t>(found - kCategories) + 1;
}

void read_groups(TomlWalk& top, ProcessManifest& manifest) {
  for (const std::string& name : top.strings("abi", kGroupNames.size())) {
    const auto found =
        std::ranges::find(kGroupNames, name, &std::pair<std::string_view, unsigned>::first);
    if (found == kGroupNames.end())
      top.fail("abi", fmt::format("there is no ABI group \"{}\"", printable(name, 40)));
    else
      manifest.groups |= 1u << found->second;
  }
}

void read_limits(TomlWalk& limits, ProcessManifest& manifest) {
  manifest.memory = limits.bytes("memory", 0, true);
  manifest.exchange = limits.bytes("exchange", 0);
  manifest.stack = limits.bytes("stack", 32 << 10);
  manifest.threads = static_cast<std::uint32_t>(limits.integer("threads", 1, 1024, 1));
  manifest.endpoint_limit = static_cast<std::uint32_t>(limits.integer("endpoints", 0, 300'000, 16));
  manifest.objects = static_cast<std::uint32_t>(limits.integer("objects", 0, 4096, 16));
  manifest.cpu_percent = static_cast<std::uint32_t>(limits.integer("cpu", 0, 1600, 0));
  manifest.watchdog_ms = static_cast<std::uint32_t>(limits.integer("watchdog_ms", 0, 3'600'000, 0));
  for (const std::uint64_t bytes : {manifest.memory, manifest.exchange, manifest.stack}) {
    if (bytes % kPage != 0)
      limits.fail("memory", fmt::format("{} bytes are not whole pages", bytes));
  }
  if (manifest.stack < 2 * 4096)
    limits.fail("stack", "a thread needs two stacks of a page at least");
}

void read_supervision(TomlWalk& walk, ManifestSupervision& supervision) {
  constexpr std::string_view kPolicies[] = {"never", "failure", "always"};
  supervision.heartbeat_ms =
      static_cast<std::uint32_t>(walk.integer("heartbeat_ms", 0, 3'600'000, 0));
  supervision.backoff_ms =
      static_cast<std::uint32_t>(walk.integer("backoff_ms", 0, 3'600'000, 100));
  const std::string policy = walk.has("restart") ? walk.string("restart", false) : "never";
  const auto* found = std::ranges::find(kPolicies, policy);
  if (found == std::end(kPolicies))
    return walk.fail("restart", "restart is not never, failure or always");
  supervision.restart = static_cast<Restart>(found - kPolicies);
}

void note_contract(ProcessManifest& manifest, const std::string& name) {
  if (std::ranges::find(manifest.contracts, name) == manifest.contracts.end())
    manifest.contracts.push_back(name);
}

void read_endpoints(TomlWalk& top, std::string_view key, bool exporter, ProcessManifest& manifest) {
  top.every(key, kMostEndpoints, [&](TomlWalk& walk) {
    ManifestEndpoint endpoint{exporter,
                              walk.name("name", true, false),
                              walk.string("contract", true),
                              walk.string("state", false),
                              walk.string("path", false),
                              std::nullopt};
    if (walk.has("path") && !is_path(endpoint.path, !exporter))
      walk.fail("path", fmt::format("\"{}\" is no path", printable(endpoint.path, 80)));
    std::vector<std::string> serves = walk.strings("serves", kMostEndpoints);
    if (walk.has("serves")) endpoint.serves = std::move(serves);
    if (std::ranges::find(manifest.endpoints, endpoint.name, &ManifestEndpoint::name) !=
        manifest.endpoints.end())
      walk.fail("name", "two endpoints have this name");
    note_contract(manifest, endpoint.contract);
    manifest.endpoints.push_back(std::move(endpoint));
  });
}

// Names in lists must be those of endpoints, of imports only in `needs`.
void check_endpoint_lists(TomlWalk& top, const ProcessManifest& manifest) {
  const auto known = [&](const std::string& name, bool imports_only) {
    const auto found = std::ranges::find(manifest.endpoints, name, &ManifestEndpoint::name);
    return found != manifest.endpoints.end() && !(imports_only && found->exporter);
  };
  const auto check = [&](std::string_view key, const std::string& name, bool imports_only) {
    if (!known(name, imports_only))
      top.fail(key,
               fmt::format("\"{}\" is no endpoint that \"{}\" can name", printable(name, 40), key));
  };
  for (const ManifestEndpoint& endpoint : manifest.endpoints) {
    if (!endpoint.serves) continue;
    for (const std::string& name : *endpoint.serves) check("serves", name, false);
  }
  for (const std::string& name : manifest.needs) check("needs", name, true);
}

void read_ports(TomlWalk& io, ProcessManifest& manifest) {
  io.every("ports", kMostPorts, [&](TomlWalk& walk) {
    walk.name("name", true, false);
    const auto first = static_cast<std::uint16_t>(walk.integer("first", 0, 0xffff, 0, true));
    const auto last = static_cast<std::uint16_t>(walk.integer("last", 0, 0xffff, 0, true));
    if (last < first) walk.fail("last", "the last port is below the first");
    manifest.ports.push_back({first, last});
  });
}

void read_irqs(TomlWalk& io, ProcessManifest& manifest) {
  std::set<std::string> names;
  io.every("irqs", kMostIrqs, [&](TomlWalk& walk) {
    if (!names.insert(walk.name("name", true, false)).second)
      walk.fail("name", "two interrupt lines have this name");
    const std::uint64_t line = walk.integer("line", 0, 23, 0, true);
    const std::string trigger = walk.string("trigger", true);
    if (trigger != "edge" && trigger != "level")
      walk.fail("trigger", "trigger is neither edge nor level");
    manifest.irqs.push_back({static_cast<std::uint8_t>(line), trigger == "level"});
  });
}

void read_device_memory(TomlWalk& io, ProcessManifest& manifest) {
  constexpr std::uint64_t kAddresses = std::uint64_t{1} << 52;
  std::set<std::string> names;
  io.every("memory", kMostRanges, [&](TomlWalk& walk) {
    if (!names.insert(walk.name("name", true, false)).second)
      walk.fail("name", "two ranges of memory have this name");
    const ManifestRange range{walk.integer("address", 0, kAddresses - 1, 0, true),
                              walk.bytes("bytes", 0, true)};
    if (range.address % kPage != 0 || range.bytes % kPage != 0 || range.bytes == 0 ||
        range.bytes > kAddresses - range.address)
      walk.fail("bytes", "device memory is not whole pages below 2^52");
    manifest.ranges.push_back(range);
  });
}

void read_io(TomlWalk& io, ProcessManifest& manifest) {
  read_ports(io, manifest);
  read_irqs(io, manifest);
  read_device_memory(io, manifest);
  manifest.dma = io.bytes("dma", 0);
  if (manifest.dma % kPage != 0) io.fail("dma", "DMA memory is not whole pages");
}

void read_creates(TomlWalk& top, ProcessManifest& manifest) {
  top.every("creates", kMostCreations, [&](TomlWalk& walk) {
    ManifestCreation creation{walk.name("sip", true, false),
                              static_cast<std::uint32_t>(walk.integer("instances", 1, 1024, 1))};
    if (std::ranges::find(manifest.creates, creation.sip, &ManifestCreation::sip) !=
        manifest.creates.end())
      walk.fail("sip", "two [[creates]] name this SIP");
    manifest.creates.push_back(std::move(creation));
  });
}

void read_arguments(TomlWalk& walk, ProcessManifest& manifest) {
  constexpr std::string_view kTypes[] = {"u64", "i64", "bool"};
  for (const std::string& key : walk.keys()) {
    if (!is_name(key, false))
      walk.fail(key, fmt::format("\"{}\" is not a name", printable(key, 40)));
    const std::string text = walk.string(key, true);
    const auto* type = std::ranges::find(kTypes, text);
    if (type == std::end(kTypes))
      walk.fail(key, fmt::format("\"{}\" is no type of an argument", printable(text, 40)));
    manifest.arguments.push_back({key, static_cast<ArgumentType>(type - kTypes)});
  }
  if (manifest.arguments.size() > kMostArguments)
    walk.fail("", fmt::format("there are more than {} arguments", kMostArguments));
}

}  // namespace

void walk_process(TomlWalk& top, ProcessManifest& manifest) {
  manifest.name = top.name("name", true, false);
  read_category(top, manifest);
  top.string("description", false);
  read_groups(top, manifest);
  const std::string gc = top.has("gc") ? top.string("gc", false) : "none";
  manifest.collector = gc == "boehm";
  if (gc != "none" && gc != "boehm") top.fail("gc", "there is no such collector");
  manifest.priority = static_cast<std::uint32_t>(top.integer("priority", 0, 31, 16));
  if (!top.has("limits")) top.fail("limits", "the table [limits] is missing");
  top.one("limits", [&](TomlWalk& walk) { read_limits(walk, manifest); });
  top.one("supervision", [&](TomlWalk& walk) { read_supervision(walk, manifest.supervision); });
  read_endpoints(top, "imports", false, manifest);
  read_endpoints(top, "exports", true, manifest);
  manifest.needs = top.strings("needs", kMostEndpoints);
  check_endpoint_lists(top, manifest);
  top.one("io", [&](TomlWalk& walk) { read_io(walk, manifest); });
  top.one("contracts", [&](TomlWalk& walk) {
    for (const std::string& name : walk.strings("uses", kMostContracts))
      note_contract(manifest, name);
  });
  read_creates(top, manifest);
  top.one("arguments", [&](TomlWalk& walk) { read_arguments(walk, manifest); });
  top.scalars("parameters");
  top.finish();
}

}  // namespace verifier
