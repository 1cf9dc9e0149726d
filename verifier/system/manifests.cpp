// The schema of docs/manifests.md, key by key.
#include "system/manifests.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "system/toml.hpp"

namespace verifier {
namespace {

// Beyond these a manifest is hostile; they keep every later step short. docs/manifests.md states
// them.
constexpr std::size_t kMostEndpoints = 128, kMostPorts = 256, kMostContracts = 256;
constexpr std::size_t kMostProcesses = 1024, kMostBindings = 4096, kMostLines = 1024;

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
  manifest.endpoint_limit = static_cast<std::uint32_t>(limits.integer("endpoints", 0, 4096, 16));
  for (const std::uint64_t bytes : {manifest.memory, manifest.exchange, manifest.stack}) {
    if (bytes % kPage != 0)
      limits.fail("memory", fmt::format("{} bytes are not whole pages", bytes));
  }
  if (manifest.stack == 0) limits.fail("stack", "a thread needs a stack");
}

void note_contract(ProcessManifest& manifest, const std::string& name) {
  if (std::ranges::find(manifest.contracts, name) == manifest.contracts.end())
    manifest.contracts.push_back(name);
}

void read_endpoints(TomlWalk& top, std::string_view key, bool exporter, ProcessManifest& manifest) {
  top.every(key, kMostEndpoints, [&](TomlWalk& walk) {
    ManifestEndpoint endpoint{exporter, walk.name("name", true, false),
                              walk.string("contract", true), walk.string("state", false)};
    walk.string("path", false);
    if (std::ranges::find(manifest.endpoints, endpoint.name, &ManifestEndpoint::name) !=
        manifest.endpoints.end())
      walk.fail("name", "two endpoints have this name");
    note_contract(manifest, endpoint.contract);
    manifest.endpoints.push_back(std::move(endpoint));
  });
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

void read_process(TomlWalk& top, ProcessManifest& manifest) {
  manifest.name = top.name("name", true, false);
  read_category(top, manifest);
  top.string("description", false);
  read_groups(top, manifest);
  if (top.has("gc") ? top.string("gc", false) != "none" : false)
    top.fail("gc", "there is no such collector");
  manifest.priority = static_cast<std::uint32_t>(top.integer("priority", 0, 31, 16));
  if (!top.has("limits")) top.fail("limits", "the table [limits] is missing");
  top.one("limits", [&](TomlWalk& walk) { read_limits(walk, manifest); });
  read_endpoints(top, "imports", false, manifest);
  read_endpoints(top, "exports", true, manifest);
  top.one("io", [&](TomlWalk& walk) { read_ports(walk, manifest); });
  top.one("contracts", [&](TomlWalk& walk) {
    for (const std::string& name : walk.strings("uses", kMostContracts))
      note_contract(manifest, name);
  });
  top.scalars("parameters");
  top.finish();
}

void read_capacity(TomlWalk& walk, ManifestCapacity& capacity) {
  const auto count = [&](std::string_view key, std::optional<std::uint64_t>& value) {
    const std::uint64_t number = walk.integer(key, 1, 1u << 20, 0);
    if (walk.has(key)) value = number;
  };
  const auto size = [&](std::string_view key, std::optional<std::uint64_t>& value) {
    const std::uint64_t number = walk.bytes(key, 0);
    if (walk.has(key)) value = number;
  };
  count("processes", capacity.processes);
  count("threads", capacity.threads);
  count("channels", capacity.channels);
  count("exchange_blocks", capacity.exchange_blocks);
  size("message_bytes", capacity.message_bytes);
  size("exchange", capacity.exchange);
  size("memory", capacity.memory);
}

void read_script(TomlWalk& top, SystemManifest& manifest) {
  for (const std::string& line : top.strings("script", kMostLines)) {
    const bool control = std::ranges::any_of(
        line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    if (control || line.size() > 256)
      top.fail("script", "a line has control characters or more than 256 bytes");
    manifest.script += line + "\n";
  }
}

void read_system(TomlWalk& top, SystemManifest& manifest) {
  manifest.name = top.name("name", true, true);
  top.string("description", false);
  manifest.verdict = top.string("verdict", false);
  read_script(top, manifest);
  top.one("capacity", [&](TomlWalk& walk) { read_capacity(walk, manifest.capacity); });
  top.every("process", kMostProcesses, [&](TomlWalk& walk) {
    manifest.processes.push_back({walk.name("name", true, true), walk.name("sip", true, false)});
  });
  top.every("bind", kMostBindings, [&](TomlWalk& walk) {
    manifest.bindings.push_back({walk.string("import", true), walk.string("export", true)});
  });
  if (manifest.processes.empty()) top.fail("process", "there is no process");
  top.finish();
}

template <class Manifest, class Read>
std::optional<Manifest> read_manifest(View text, std::string place, Read read, Report& report) {
  ManifestErrors errors(std::move(place), report);
  const auto table = parse_toml(text, errors);
  if (!table) return std::nullopt;
  Manifest manifest;
  TomlWalk walk(*table, errors);
  read(walk, manifest);
  if (errors.any()) return std::nullopt;
  return manifest;
}

}  // namespace

std::optional<ProcessManifest> read_process_manifest(const ProgramParts& program, Report& report) {
  return read_manifest<ProcessManifest>(program.manifest.bytes, program.name + ", manifest",
                                        read_process, report);
}

std::optional<SystemManifest> read_system_manifest(const Image& image, Report& report) {
  return read_manifest<SystemManifest>(image.system_manifest.bytes, "system manifest", read_system,
                                       report);
}

}  // namespace verifier
