// The process manifest's keys, and what each value must be.
#include "driver/process_manifest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/files.hpp"
#include "driver/grants.hpp"
#include "driver/manifest_reader.hpp"
#include "driver/names.hpp"

namespace sipc {
namespace {

constexpr std::array kAbiGroups = {
#define GROUP(position, name) std::string_view(#name),
#include "abi/calls.def"
};

void read_head(Reader& top, Manifest& manifest) {
  manifest.name = top.text("name", true).value_or("");
  if (!manifest.name.empty() && !is_process_name(manifest.name)) {
    top.report(*top.table().get("name"), "BM0006",
               fmt::format("'{}' cannot be a SIP's name", manifest.name),
               "use a small letter, then up to 30 small letters, digits and _");
  }
  manifest.category = top.text("category", true).value_or("");
  if (!manifest.category.empty() && manifest.category != "driver" &&
      manifest.category != "server" && manifest.category != "application") {
    top.report(*top.table().get("category"), "BM0005",
               fmt::format("'{}' is no category", manifest.category),
               "use driver, server or application");
  }
  top.text("description", false);
  const std::string collector = top.text("gc", false).value_or("none");
  manifest.collector = collector == "boehm";
  if (!manifest.collector && collector != "none") {
    top.report(*top.table().get("gc"), "BM0005",
               fmt::format("there is no collector '{}'", collector), "use \"boehm\" or \"none\"");
  }
  top.integer("priority", 0, 31, false);
  manifest.abi_groups = top.texts("abi");
  for (const auto& group : manifest.abi_groups) {
    if (std::ranges::find(kAbiGroups, group) == kAbiGroups.end()) {
      top.report(*top.table().get("abi"), "BM0007",
                 fmt::format("there is no ABI group '{}'", group), "docs/abi.md lists the groups");
    }
  }
  if (manifest.collector &&
      std::ranges::find(manifest.abi_groups, "memory") == manifest.abi_groups.end()) {
    top.report(*top.table().get("gc"), "BM0013", "the collector needs the ABI group \"memory\"",
               "add \"memory\" to abi");
  }
}

void read_limits(Reader& limits) {
  for (const char* key : {"memory", "exchange", "stack"}) limits.bytes(key);
  limits.integer("threads", 1, 1024, false);
  limits.integer("endpoints", 0, 300'000, false);
  limits.integer("objects", 0, 4096, false);
  limits.integer("cpu", 0, 1600, false);
  limits.integer("watchdog_ms", 0, 3'600'000, false);
}

// A supervisor's business; sipverify looks at the values.
void read_supervision(Reader& supervision) {
  supervision.integer("heartbeat_ms", 0, 3'600'000, false);
  supervision.integer("backoff_ms", 0, 3'600'000, false);
  const std::string policy = supervision.text("restart", false).value_or("never");
  if (policy != "never" && policy != "failure" && policy != "always")
    supervision.report(*supervision.table().get("restart"), "BM0005",
                       fmt::format("there is no policy '{}'", policy),
                       "use never, failure or always");
}

void read_endpoint(Reader& entry, Side side, Manifest& manifest) {
  EndpointGrant grant{side,
                      entry.text("name", true).value_or(""),
                      entry.text("contract", true).value_or(""),
                      entry.text("state", false).value_or(""),
                      entry.text("path", true).value_or(""),
                      entry.place(entry.table())};
  if (!grant.name.empty() && !is_member_name(grant.name)) {
    entry.report(*entry.table().get("name"), "BM0006",
                 fmt::format("'{}' cannot be a C++ member", grant.name),
                 "use a name that is no keyword");
  }
  if (!grant.contract.empty() && !is_qualified_name(grant.contract)) {
    entry.report(*entry.table().get("contract"), "BM0006",
                 fmt::format("'{}' cannot be a contract's name", grant.contract),
                 "write it like C1 or Files.Open");
  }
  if (!grant.state.empty() && !is_member_name(grant.state)) {
    entry.report(*entry.table().get("state"), "BM0006",
                 fmt::format("'{}' cannot be a state's name", grant.state),
                 "name a state of the contract");
  }
  if (!grant.path.empty() && !grant.path.starts_with('/')) {
    entry.report(*entry.table().get("path"), "BM0005", "a name-space path starts with '/'",
                 "write it like \"/demo/c1\"");
  }
  entry.texts("serves");  // this and `needs` are sipverify's to look at
  manifest.endpoints.push_back(std::move(grant));
}

void read_parameters(Reader& parameters, Manifest& manifest) {
  parameters.each_value([&](const std::string& name, const toml::node& node) {
    if (!is_member_name(name)) {
      parameters.report(node, "BM0006", fmt::format("'{}' cannot be a C++ name", name),
                        "use letters, digits and _, and no keyword");
    } else if (const auto* number = node.as_integer()) {
      manifest.parameters.push_back({name, number->get()});
    } else if (const auto* flag = node.as_boolean()) {
      manifest.parameters.push_back({name, flag->get()});
    } else if (const auto* text = node.as_string()) {
      manifest.parameters.push_back({name, text->get()});
    } else {
      parameters.report(node, "BM0005",
                        fmt::format("parameter '{}' has no type that a SIP can take", name),
                        "use a whole number, true, false or a string");
    }
  });
}

void refuse_duplicates(Reader& top, const Manifest& manifest) {
  std::set<std::string> seen;
  const auto add = [&](const std::string& name) {
    if (!name.empty() && !seen.insert(name).second) {
      top.report(top.table(), "BM0008",
                 fmt::format("two members of the SIP's start are called '{}'", name), "rename one");
    }
  };
  for (const auto& endpoint : manifest.endpoints) add(endpoint.name);
  for (const auto& ports : manifest.ports) add(ports.name);
  for (const auto& irq : manifest.indexed.irqs) add(irq);
  for (const auto& range : manifest.indexed.device_ranges) add(range);
}

void read_all(Reader& top, Manifest& manifest) {
  read_head(top, manifest);
  top.sub_table("limits", read_limits);
  top.sub_table("supervision", read_supervision);
  top.each_table("imports",
                 [&](Reader& entry) { read_endpoint(entry, Side::kImporter, manifest); });
  top.each_table("exports",
                 [&](Reader& entry) { read_endpoint(entry, Side::kExporter, manifest); });
  top.texts("needs");
  read_grants(top, manifest);
  top.sub_table("contracts",
                [&](Reader& contracts) { manifest.made_contracts = contracts.texts("uses"); });
  top.sub_table("parameters", [&](Reader& parameters) { read_parameters(parameters, manifest); });
  refuse_duplicates(top, manifest);
  if (manifest.endpoints.size() > 128) {
    top.report(top.table(), "BM0009", "a SIP starts with at most 128 endpoints",
               "let it receive further ones in messages");
  }
  top.refuse_other_keys();
}

}  // namespace

std::vector<std::string> Manifest::contracts() const {
  std::vector<std::string> names;
  const auto add = [&](const std::string& contract) {
    if (std::ranges::find(names, contract) == names.end()) names.push_back(contract);
  };
  for (const auto& endpoint : endpoints) add(endpoint.contract);
  for (const auto& contract : made_contracts) add(contract);
  return names;
}

Result<Manifest> read_manifest(const std::filesystem::path& path) {
  auto text = read_file(path, 1u << 20);
  if (!text) return std::unexpected(text.error());
  if (text->find_first_not_of(" \t\r\n") == text->npos)
    return fail("BM0001", {path.string()}, "the manifest is empty",
                "start from manifests/processes/c1_server.toml");
  Manifest manifest;
  const toml::parse_result parsed = libraries::parse_toml(*text);
  if (!parsed) {
    const auto& begin = parsed.error().source().begin;
    return fail("BM0002",
                {path.string(), static_cast<std::uint32_t>(begin.line),
                 static_cast<std::uint32_t>(begin.column)},
                fmt::format("this is not TOML: {}", parsed.error().description()),
                "correct the syntax");
  }
  Findings findings;
  Reader top(parsed.table(), "", path.string(), findings);
  read_all(top, manifest);
  if (!findings.empty()) return std::unexpected(std::move(findings));
  manifest.text = std::move(*text);
  return manifest;
}

}  // namespace sipc
