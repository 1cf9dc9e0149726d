// From TOML to ProcessManifest: the schema, one function for each of its tables.
#include "manifest/process_manifest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "manifest/toml_reader.hpp"

namespace buildimage {
namespace {

constexpr std::size_t kMostCreations = 32;
constexpr std::size_t kMostArguments = 32;  // abi::kMaxArguments

struct Group {
  std::string_view name;
  std::uint32_t bit;
};
constexpr auto kGroups = std::to_array<Group>({
#define GROUP(position, name) {#name, position},
#include "abi/calls.def"
});

void read_category(TableReader& root, ProcessManifest& manifest) {
  const std::string text = root.text("category", Presence::kRequired);
  if (text == "driver")
    manifest.category = Category::kDriver;
  else if (text == "server")
    manifest.category = Category::kServer;
  else if (text == "application")
    manifest.category = Category::kApplication;
  else if (root.has("category")) {
    root.report("category", "BM0201", fmt::format("no category \"{}\"", text.substr(0, 64)),
                "use driver, server or application");
  }
}

void read_abi(TableReader& root, ProcessManifest& manifest) {
  for (const std::string& name : root.texts("abi")) {
    const auto* group = std::ranges::find(kGroups, name, &Group::name);
    if (group == kGroups.end()) {
      root.report("abi", "BM0202", fmt::format("no ABI group \"{}\"", name.substr(0, 64)),
                  "use the groups of kernel/abi/calls.def");
    } else {
      manifest.abi_groups |= 1u << group->bit;
    }
  }
}

std::uint32_t count(TableReader& limits, std::string_view key, std::uint64_t low,
                    std::uint64_t high, std::uint64_t fallback) {
  return static_cast<std::uint32_t>(limits.number(key, low, high, fallback));
}

void read_limits(TableReader& root, ProcessManifest& manifest) {
  std::vector<TableReader> found = root.table("limits");
  if (found.empty()) {
    root.report("limits", "BM0103", "the manifest lacks the table [limits]",
                "add [limits] with memory = \"256 KiB\"");
    return;
  }
  TableReader& limits = found.front();
  manifest.memory_bytes = read_whole_pages(limits, "memory", true, 4096);
  manifest.exchange_bytes = read_whole_pages(limits, "exchange", false, 0);
  manifest.stack_bytes = read_whole_pages(limits, "stack", false, 32 * 1024);
  if (manifest.stack_bytes < 2 * 4096) {
    limits.report("stack", "BM0203", "a thread needs two stacks of a page at least",
                  "use 16 KiB or more");
  }
  manifest.threads = count(limits, "threads", 1, 1024, 1);
  manifest.endpoint_limit = count(limits, "endpoints", 0, 300'000, 16);
  manifest.object_limit = count(limits, "objects", 0, 4096, 16);
  manifest.cpu_percent = count(limits, "cpu", 0, 1600, 0);
  manifest.watchdog_ms = count(limits, "watchdog_ms", 0, 3'600'000, 0);
  limits.finish();
}

// What a supervisor does; sipverify looks at the values.
void read_supervision(TableReader& root) {
  for (TableReader& supervision : root.table("supervision")) {
    count(supervision, "heartbeat_ms", 0, 3'600'000, 0);
    count(supervision, "backoff_ms", 0, 3'600'000, 100);
    const std::string policy = supervision.text("restart", Presence::kOptional, "never");
    if (policy != "never" && policy != "failure" && policy != "always")
      supervision.report("restart", "BM0213", "there is no such policy",
                         "write restart = \"never\", \"failure\" or \"always\"");
    supervision.finish();
  }
}

void add_contract(ProcessManifest& manifest, const std::string& name) {
  if (std::ranges::find(manifest.contracts, name) == manifest.contracts.end()) {
    manifest.contracts.push_back(name);
  }
}

void read_endpoints(TableReader& root, std::string_view key, EndpointDeclaration::Side side,
                    ProcessManifest& manifest) {
  for (TableReader& reader : root.tables(key)) {
    EndpointDeclaration endpoint{side, reader.name("name", Presence::kRequired),
                                 reader.text("contract", Presence::kRequired),
                                 reader.text("state", Presence::kOptional)};
    reader.text("path", Presence::kOptional);  // this and `serves` are sipverify's to look at
    reader.texts("serves");
    reader.finish();
    if (std::ranges::find(manifest.endpoints, endpoint.name, &EndpointDeclaration::name) !=
        manifest.endpoints.end()) {
      reader.report("name", "BM0204", fmt::format("two endpoints are named \"{}\"", endpoint.name),
                    "give each endpoint of a SIP a name of its own");
    }
    add_contract(manifest, endpoint.contract);
    manifest.endpoints.push_back(std::move(endpoint));
  }
}

void read_creates(TableReader& root, ProcessManifest& manifest) {
  for (TableReader& reader : root.tables("creates")) {
    Creation creation{reader.name("sip", Presence::kRequired),
                      count(reader, "instances", 1, 1024, 1), reader.line(), reader.column()};
    reader.finish();
    if (std::ranges::find(manifest.creates, creation.sip, &Creation::sip) !=
        manifest.creates.end()) {
      reader.report("sip", "BM0211",
                    fmt::format("\"{}\" is named by two [[creates]]", creation.sip),
                    "name it once, with the sum of both numbers of instances");
    }
    manifest.creates.push_back(std::move(creation));
  }
  if (manifest.creates.size() > kMostCreations) {
    root.report(
        "creates", "BM0212",
        fmt::format("{} [[creates]], {} are the most", manifest.creates.size(), kMostCreations),
        "let another SIP create some of them");
  }
}

void read_arguments(TableReader& root, ProcessManifest& manifest) {
  using Type = ArgumentDeclaration::Type;
  constexpr std::array<std::pair<std::string_view, Type>, 3> kTypes = {
      {{"u64", Type::kU64}, {"i64", Type::kI64}, {"bool", Type::kBool}}};
  for (TableReader& reader : root.table("arguments")) {
    for (const std::string& name : reader.keys()) {
      if (!is_name(name, false)) {
        reader.report(name, "BM0105", fmt::format("\"{}\" is not a name", name.substr(0, 64)),
                      "use 1 to 31 lower-case letters, digits and underscores, a letter first");
      }
      const std::string text = reader.text(name, Presence::kRequired);
      const auto* type = std::ranges::find(kTypes, text, &std::pair<std::string_view, Type>::first);
      if (type == kTypes.end()) {
        reader.report(name, "BM0207",
                      fmt::format("no argument has type \"{}\"", text.substr(0, 64)),
                      "use \"u64\", \"i64\" or \"bool\"");
      } else {
        manifest.arguments.push_back({name, type->second});
      }
    }
    if (manifest.arguments.size() > kMostArguments) {
      root.report(
          "arguments", "BM0212",
          fmt::format("{} arguments, {} are the most", manifest.arguments.size(), kMostArguments),
          "send the rest in a message");
    }
  }
}

void read_uses(TableReader& root, ProcessManifest& manifest) {
  for (TableReader& contracts : root.table("contracts")) {
    for (const std::string& name : contracts.texts("uses")) add_contract(manifest, name);
    contracts.finish();
  }
}

}  // namespace

std::uint64_t read_whole_pages(TableReader& table, std::string_view key, bool required,
                               std::uint64_t fallback) {
  constexpr std::uint64_t kPage = 4096;
  const std::uint64_t bytes =
      table.size(key, required ? Presence::kRequired : Presence::kOptional, fallback);
  if (bytes % kPage != 0) {
    table.report(key, "BM0203", fmt::format("\"{}\" is not a multiple of 4 KiB", key),
                 fmt::format("use {} KiB", (bytes + kPage - 1) / kPage * 4));
  }
  return bytes;
}

Result<ProcessManifest> parse_process_manifest(std::string text, const std::string& file) {
  TomlDocument document = BUILDIMAGE_TRY(TomlDocument::parse(std::move(text), file));
  TableReader root(document, document.root(), "the manifest");
  ProcessManifest manifest{};
  manifest.name = root.name("name", Presence::kRequired);
  read_category(root, manifest);
  root.text("description", Presence::kOptional);
  read_abi(root, manifest);
  if (const std::string gc = root.text("gc", Presence::kOptional, "none");
      gc != "none" && gc != "boehm") {
    root.report("gc", "BM0206", "there is no such collector",
                "write gc = \"boehm\" or gc = \"none\"");
  }
  manifest.priority = static_cast<std::uint32_t>(root.number("priority", 0, 31, 16));
  read_limits(root, manifest);
  read_supervision(root);
  read_endpoints(root, "imports", EndpointDeclaration::Side::kImporter, manifest);
  read_endpoints(root, "exports", EndpointDeclaration::Side::kExporter, manifest);
  root.texts("needs");
  read_io(root, manifest);
  read_uses(root, manifest);
  read_creates(root, manifest);
  read_arguments(root, manifest);
  root.accept_parameters("parameters");
  root.finish();
  if (!document.diagnostics().empty()) return std::unexpected(std::move(document.diagnostics()));
  return manifest;
}

}  // namespace buildimage
