// The schema of a system manifest in docs/manifests.md, key by key. The schema of processes is in
// process_schema.cpp.
#include "system/manifests.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "system/toml.hpp"

namespace verifier {
namespace {

// Beyond these a manifest is hostile; they keep every later step short. docs/manifests.md states
// them.
constexpr std::size_t kMostEntries = 1024, kMostProcesses = 4096, kMostBindings = 4096,
                      kMostLines = 1024;

void read_capacity(TomlWalk& walk, ManifestCapacity& capacity) {
  const auto count = [&](std::string_view key, std::optional<std::uint64_t>& value) {
    const std::uint64_t number = walk.integer(key, 1, kMostRecords, 0);
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
  count("objects", capacity.objects);
  count("shares", capacity.shares);
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

// One process, or NAME-0 … of a group.
void read_process(TomlWalk& walk, SystemManifest& manifest) {
  SystemManifest::Process process{walk.name("name", true, true), walk.name("sip", true, false), {}};
  walk.one("arguments", [&](TomlWalk& given) {
    for (const std::string& name : given.keys()) {
      if (const auto value = given.word(name)) process.arguments.emplace_back(name, *value);
    }
  });
  const std::uint64_t instances = walk.integer("instances", 1, 1024, 1);
  if (manifest.processes.size() + instances > kMostProcesses)
    return walk.fail("instances", fmt::format("there are more than {} processes", kMostProcesses));
  if (!walk.has("instances")) return manifest.processes.push_back(std::move(process));
  manifest.groups.push_back({process.name, manifest.processes.size(), instances});
  const std::string base = process.name;
  for (std::uint64_t i = 0; i < instances; ++i) {
    process.name = fmt::format("{}-{}", base, i);
    manifest.processes.push_back(process);
  }
  if (process.name.size() > 31) walk.fail("name", "with its number it is over 31 characters");
}

void read_programs(TomlWalk& top, SystemManifest& manifest) {
  top.every("program", kMostEntries, [&](TomlWalk& walk) {
    std::string sip = walk.name("sip", true, false);
    if (std::ranges::find(manifest.programs, sip) != manifest.programs.end())
      walk.fail("sip", "two [[program]] entries name it");
    manifest.programs.push_back(std::move(sip));
  });
}

void read_cycle(TomlWalk& walk, SystemManifest& manifest) {
  ManifestCycle cycle;
  for (std::string& place : walk.strings("through", kMostEntries))
    cycle.through.insert(std::move(place));
  cycle.reason = walk.string("reason", true);
  if (cycle.reason.size() < 10) walk.fail("reason", "it does not say why nobody waits for ever");
  manifest.cycles.push_back(std::move(cycle));
}

void read_system(TomlWalk& top, SystemManifest& manifest) {
  manifest.name = top.name("name", true, true);
  top.string("description", false);
  manifest.verdict = top.string("verdict", false);
  read_script(top, manifest);
  for (std::string& sip : top.strings("unchecked", kMostEntries))
    manifest.unchecked.insert(std::move(sip));
  top.one("capacity", [&](TomlWalk& walk) { read_capacity(walk, manifest.capacity); });
  top.every("process", kMostEntries, [&](TomlWalk& walk) { read_process(walk, manifest); });
  read_programs(top, manifest);
  top.every("bind", kMostBindings, [&](TomlWalk& walk) {
    manifest.bindings.push_back({walk.string("import", true), walk.string("export", true)});
  });
  top.every("cycle", kMostEntries, [&](TomlWalk& walk) { read_cycle(walk, manifest); });
  manifest.essential = top.strings("essential", kMostProcesses);
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
                                        walk_process, report);
}

std::optional<SystemManifest> read_system_manifest(const Image& image, Report& report) {
  return read_manifest<SystemManifest>(image.system_manifest.bytes, "system manifest", read_system,
                                       report);
}

}  // namespace verifier
