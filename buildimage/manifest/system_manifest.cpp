// From TOML to SystemManifest. Whether the system makes sense (who is bound to whom, what is
// granted twice) is sipverify's business; here only what cannot be encoded is refused.
#include "manifest/system_manifest.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "manifest/toml_reader.hpp"

namespace buildimage {
namespace {

void read_processes(TableReader& root, SystemManifest& manifest) {
  for (TableReader& reader : root.tables("process")) {
    ProcessEntry entry{reader.name("name", Presence::kRequired, true),
                       reader.name("sip", Presence::kRequired)};
    reader.finish();
    if (std::ranges::find(manifest.processes, entry.name, &ProcessEntry::name) !=
        manifest.processes.end()) {
      reader.report("name", "BM0301", fmt::format("two processes are named \"{}\"", entry.name),
                    "give each instance a name of its own");
    }
    manifest.processes.push_back(std::move(entry));
  }
  if (manifest.processes.empty()) {
    root.report("process", "BM0302", "the system has no process", "add a [[process]]");
  }
}

// "process.endpoint" into its halves; process names hold no dots.
bool split(const std::string& text, std::string& process, std::string& endpoint) {
  const std::size_t dot = text.find('.');
  if (dot == std::string::npos) return false;
  process = text.substr(0, dot);
  endpoint = text.substr(dot + 1);
  return is_name(process, true) && is_name(endpoint, false);
}

void read_bindings(TomlDocument& document, TableReader& root, SystemManifest& manifest) {
  const toml::array* array = document.root().get_as<toml::array>("bind");
  std::size_t index = 0;
  for (TableReader& reader : root.tables("bind")) {
    BindingEntry entry{};
    const toml::source_region& place = (*array)[index++].source();
    entry.line = place.begin.line;
    entry.column = place.begin.column;
    const std::string import_text = reader.text("import", Presence::kRequired);
    const std::string export_text = reader.text("export", Presence::kRequired);
    reader.finish();
    if (!split(import_text, entry.import_process, entry.import_endpoint)) {
      reader.report("import", "BM0303", "an import is not named PROCESS.ENDPOINT",
                    "write import = \"client.server\"");
    }
    if (!split(export_text, entry.export_process, entry.export_endpoint)) {
      reader.report("export", "BM0303", "an export is not named PROCESS.ENDPOINT",
                    "write export = \"server.service\"");
    }
    manifest.bindings.push_back(std::move(entry));
  }
}

void read_script(TableReader& root, SystemManifest& manifest) {
  manifest.script = root.texts("script");
  for (const std::string& line : manifest.script) {
    const bool control = std::ranges::any_of(
        line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    if (!control && line.size() <= 256) continue;
    root.report("script", "BM0304", "a script line holds control characters or over 256 bytes",
                "write each line as a string of its own");
  }
}

void read_capacity(TableReader& root, SystemManifest& manifest) {
  for (TableReader& reader : root.table("capacity")) {
    const auto count = [&](std::string_view key) -> std::optional<std::uint32_t> {
      const auto value = static_cast<std::uint32_t>(reader.number(key, 1, 1u << 20, 0));
      return reader.has(key) ? std::optional(value) : std::nullopt;
    };
    const auto bytes = [&](std::string_view key) -> std::optional<std::uint64_t> {
      const std::uint64_t value = reader.size(key, Presence::kOptional);
      return reader.has(key) ? std::optional(value) : std::nullopt;
    };
    manifest.capacity = {.processes = count("processes"),
                         .threads = count("threads"),
                         .channels = count("channels"),
                         .exchange_blocks = count("exchange_blocks"),
                         .message_bytes = bytes("message_bytes"),
                         .exchange_bytes = bytes("exchange"),
                         .memory_bytes = bytes("memory")};
    reader.finish();
  }
}

void read_verdict(TableReader& root, SystemManifest& manifest) {
  const std::string name = root.text("verdict", Presence::kOptional);
  if (name.empty()) return;
  const auto found = std::ranges::find(manifest.processes, name, &ProcessEntry::name);
  if (found == manifest.processes.end()) {
    root.report("verdict", "BM0305", fmt::format("no process is named \"{}\"", name.substr(0, 64)),
                "name one of the [[process]] entries");
    return;
  }
  manifest.verdict = static_cast<std::size_t>(found - manifest.processes.begin());
}

}  // namespace

Result<SystemManifest> parse_system_manifest(std::string text, const std::string& file) {
  TomlDocument document = BUILDIMAGE_TRY(TomlDocument::parse(std::move(text), file));
  TableReader root(document, document.root(), "the system manifest");
  SystemManifest manifest{};
  manifest.name = root.name("name", Presence::kRequired, true);
  root.text("description", Presence::kOptional);
  read_processes(root, manifest);
  read_bindings(document, root, manifest);
  read_script(root, manifest);
  read_capacity(root, manifest);
  read_verdict(root, manifest);
  root.finish();
  if (!document.diagnostics().empty()) return std::unexpected(std::move(document.diagnostics()));
  return manifest;
}

}  // namespace buildimage
