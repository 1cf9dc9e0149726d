// From TOML to ProcessManifest: the schema, one function for each of its tables.
#include "manifest/process_manifest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "manifest/toml_reader.hpp"

namespace buildimage {
namespace {

constexpr std::uint64_t kPage = 4096;

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

std::uint64_t whole_pages(TableReader& limits, std::string_view key, Presence presence,
                          std::uint64_t fallback) {
  const std::uint64_t bytes = limits.size(key, presence, fallback);
  if (bytes % kPage != 0) {
    limits.report(key, "BM0203", fmt::format("\"{}\" is not a multiple of 4 KiB", key),
                  fmt::format("use {} KiB", (bytes + kPage - 1) / kPage * 4));
  }
  return bytes;
}

void read_limits(TableReader& root, ProcessManifest& manifest) {
  std::vector<TableReader> found = root.table("limits");
  if (found.empty()) {
    root.report("limits", "BM0103", "the manifest lacks the table [limits]",
                "add [limits] with memory = \"256 KiB\"");
    return;
  }
  TableReader& limits = found.front();
  manifest.memory_bytes = whole_pages(limits, "memory", Presence::kRequired, kPage);
  manifest.exchange_bytes = whole_pages(limits, "exchange", Presence::kOptional, 0);
  manifest.stack_bytes = whole_pages(limits, "stack", Presence::kOptional, 32 * 1024);
  if (manifest.stack_bytes == 0) {
    limits.report("stack", "BM0203", "a thread needs a stack", "use 16 KiB or more");
  }
  manifest.threads = static_cast<std::uint32_t>(limits.number("threads", 1, 1024, 1));
  manifest.endpoint_limit = static_cast<std::uint32_t>(limits.number("endpoints", 0, 4096, 16));
  limits.finish();
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
    reader.text("path", Presence::kOptional);
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

void read_ports(TableReader& root, ProcessManifest& manifest) {
  for (TableReader& io : root.table("io")) {
    for (TableReader& reader : io.tables("ports")) {
      PortRange range{reader.name("name", Presence::kRequired),
                      static_cast<std::uint16_t>(reader.number("first", 0, 0xffff, 0)),
                      static_cast<std::uint16_t>(reader.number("last", 0, 0xffff, 0))};
      reader.finish();
      if (!reader.has("first") || !reader.has("last") || range.last < range.first) {
        reader.report("last", "BM0205", "a port range needs first and last, first ≤ last",
                      "write first = 0x70, last = 0x71");
      }
      manifest.ports.push_back(std::move(range));
    }
    io.finish();
  }
}

void read_uses(TableReader& root, ProcessManifest& manifest) {
  for (TableReader& contracts : root.table("contracts")) {
    for (const std::string& name : contracts.texts("uses")) add_contract(manifest, name);
    contracts.finish();
  }
}

}  // namespace

Result<ProcessManifest> parse_process_manifest(std::string text, const std::string& file) {
  TomlDocument document = BUILDIMAGE_TRY(TomlDocument::parse(std::move(text), file));
  TableReader root(document, document.root(), "the manifest");
  ProcessManifest manifest{};
  manifest.name = root.name("name", Presence::kRequired);
  read_category(root, manifest);
  root.text("description", Presence::kOptional);
  read_abi(root, manifest);
  if (root.text("gc", Presence::kOptional, "none") != "none") {
    root.report("gc", "BM0206", "no collector but \"none\" is available", "write gc = \"none\"");
  }
  manifest.priority = static_cast<std::uint32_t>(root.number("priority", 0, 31, 16));
  read_limits(root, manifest);
  read_endpoints(root, "imports", EndpointDeclaration::Side::kImporter, manifest);
  read_endpoints(root, "exports", EndpointDeclaration::Side::kExporter, manifest);
  read_ports(root, manifest);
  read_uses(root, manifest);
  root.accept_parameters("parameters");
  root.finish();
  if (!document.diagnostics().empty()) return std::unexpected(std::move(document.diagnostics()));
  return manifest;
}

}  // namespace buildimage
