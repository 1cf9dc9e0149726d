// From TOML to SystemManifest. Whether the system makes sense (who is bound to whom, what is
// granted twice) is sipverify's business; here only what cannot be encoded is refused.
#include "manifest/system_manifest.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "manifest/toml_reader.hpp"

namespace buildimage {
namespace {

constexpr std::size_t kMostProcesses = 4096;

std::vector<GivenArgument> read_arguments(TableReader& process) {
  std::vector<GivenArgument> arguments;
  for (TableReader& reader : process.table("arguments")) {
    for (const std::string& name : reader.keys()) {
      if (const auto value = reader.word(name)) arguments.push_back({name, *value});
    }
  }
  return arguments;
}

// The entry once, or NAME-0 … for each of its instances.
void add_process(TableReader& reader, const ProcessEntry& entry, SystemManifest& manifest) {
  const auto count = static_cast<std::uint32_t>(reader.number("instances", 1, 1024, 1));
  if (!reader.has("instances")) return manifest.processes.push_back(entry);
  const auto first = static_cast<std::uint32_t>(manifest.processes.size());
  manifest.groups.push_back({entry.name, first, count});
  for (std::uint32_t i = 0; i < count; ++i) {
    manifest.processes.push_back(entry);
    manifest.processes.back().name += fmt::format("-{}", i);
  }
  const std::string& longest = manifest.processes.back().name;
  if (is_name(entry.name, true) && !is_name(longest, true)) {
    reader.report("name", "BM0307", fmt::format("\"{}\" is longer than 31 characters", longest),
                  "shorten the name: instances get a number of their own");
  }
}

class NamesTaken {
 public:
  void add(TableReader& reader, const std::string& name) {
    if (taken_.insert(name).second) return;
    reader.report("name", "BM0301", fmt::format("two processes are named \"{}\"", name),
                  "give each instance a name of its own");
  }

 private:
  std::set<std::string> taken_;
};

void read_processes(TableReader& root, SystemManifest& manifest) {
  NamesTaken taken;
  for (TableReader& reader : root.tables("process")) {
    const ProcessEntry entry{reader.name("name", Presence::kRequired, true),
                             reader.name("sip", Presence::kRequired), read_arguments(reader),
                             reader.line(), reader.column()};
    const std::size_t first = manifest.processes.size();
    add_process(reader, entry, manifest);
    reader.finish();
    if (reader.has("instances")) taken.add(reader, entry.name);
    for (std::size_t i = first; i < manifest.processes.size(); ++i)
      taken.add(reader, manifest.processes[i].name);
    if (manifest.processes.size() > kMostProcesses) {
      reader.report("instances", "BM0308",
                    fmt::format("the system starts more than {} processes", kMostProcesses),
                    "let a SIP create some of them");
      return;
    }
  }
  if (manifest.processes.empty()) {
    root.report("process", "BM0302", "the system has no process", "add a [[process]]");
  }
}

void read_programs(TableReader& root, SystemManifest& manifest) {
  for (TableReader& reader : root.tables("program")) {
    ProgramEntry entry{reader.name("sip", Presence::kRequired)};
    reader.finish();
    if (std::ranges::find(manifest.programs, entry.sip, &ProgramEntry::sip) !=
        manifest.programs.end()) {
      reader.report("sip", "BM0306", fmt::format("two [[program]] are \"{}\"", entry.sip),
                    "remove one: a program is in the image once");
    }
    manifest.programs.push_back(std::move(entry));
  }
}

void read_unchecked(TableReader& root, SystemManifest& manifest) {
  manifest.unchecked = root.texts("unchecked");
  for (const std::string& sip : manifest.unchecked) {
    const bool known =
        std::ranges::find(manifest.processes, sip, &ProcessEntry::sip) !=
            manifest.processes.end() ||
        std::ranges::find(manifest.programs, sip, &ProgramEntry::sip) != manifest.programs.end();
    if (known) continue;
    root.report("unchecked", "BM0309",
                fmt::format("no process or program is \"{}\"", sip.substr(0, 64)),
                "name the sip of a [[process]] or [[program]]");
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

void read_bindings(TableReader& root, SystemManifest& manifest) {
  for (TableReader& reader : root.tables("bind")) {
    BindingEntry entry{};
    entry.line = reader.line();
    entry.column = reader.column();
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
      const auto value = static_cast<std::uint32_t>(reader.number(key, 1, kMostRecords, 0));
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
                         .objects = count("objects"),
                         .shares = count("shares"),
                         .message_bytes = bytes("message_bytes"),
                         .exchange_bytes = bytes("exchange"),
                         .memory_bytes = bytes("memory")};
    reader.finish();
  }
}

// What only sipverify looks at.
void accept_claims(TableReader& root) {
  root.texts("essential");
  for (TableReader& reader : root.tables("cycle")) {
    reader.texts("through");
    reader.text("reason", Presence::kRequired);
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
  read_programs(root, manifest);
  read_bindings(root, manifest);
  read_unchecked(root, manifest);
  read_script(root, manifest);
  read_capacity(root, manifest);
  read_verdict(root, manifest);
  accept_claims(root);
  root.finish();
  if (!document.diagnostics().empty()) return std::unexpected(std::move(document.diagnostics()));
  return manifest;
}

}  // namespace buildimage
