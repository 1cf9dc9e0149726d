// `sipverify diff` and `sipverify graph`: what grew between two images, and who is connected with
// whom. Both look at manifests and contracts only, after these were checked.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "bytes/files.hpp"
#include "certificate/certificate.hpp"
#include "contracts/contracts.hpp"
#include "driver/commands.hpp"
#include "system/system.hpp"

namespace verifier {
namespace {

// An image whose system was understood. The views of `system` point into `bytes`.
struct Understood {
  std::vector<std::uint8_t> bytes;
  std::optional<Image> image;
  std::optional<CheckedSystem> system;
  Report report;
};

bool understand(const std::filesystem::path& path, Understood& result) {
  result.report = Report(path.string());
  auto bytes = read_file(path, kLargestImage, result.report);
  if (bytes) {
    result.bytes = *std::move(bytes);
    result.report.waive(waived_by_certificate(View(result.bytes)));
    result.image = read_image(View(result.bytes), result.report);
  }
  if (result.image) {
    const auto contracts = check_contracts(*result.image, result.report);
    result.system = check_system(*result.image, contracts, result.report);
  }
  if (result.system) return true;
  fmt::print(stderr, "{}", render_text(result.report, false));
  return false;
}

const Authority* find(const Report& report, std::string_view program) {
  const auto found = std::ranges::find(report.authorities(), program, &Authority::program);
  return found == report.authorities().end() ? nullptr : &*found;
}

// "client.server -> server.service (C1)" for each binding.
std::set<std::string> wires(const CheckedSystem& system) {
  std::set<std::string> lines;
  for (const BoundPair& pair : system.bindings) {
    const auto end = [&](const EndpointRef& ref) {
      const Instance& instance = system.instances[ref.process];
      const auto& endpoints = system.programs[instance.program]->manifest.endpoints;
      return std::pair(instance.name + "." + endpoints[ref.endpoint].name,
                       endpoints[ref.endpoint].contract);
    };
    lines.insert(fmt::format("{} -> {} ({})", end(pair.importer).first, end(pair.exporter).first,
                             end(pair.importer).second));
  }
  return lines;
}

void compare_wires(const CheckedSystem& before, const CheckedSystem& now,
                   std::vector<std::string>& lines) {
  const auto old_wires = wires(before);
  const auto new_wires = wires(now);
  for (const auto& wire : new_wires) {
    if (!old_wires.contains(wire)) lines.push_back("GREW wiring: +" + wire);
  }
  for (const auto& wire : old_wires) {
    if (!new_wires.contains(wire)) lines.push_back("SHRANK wiring: -" + wire);
  }
}

std::string in_quotes(std::string_view name) {
  return fmt::format("\"{}\"", printable(std::string(name), 300));
}

// Programs that a program may create are dashed arrows.
std::string as_dot(const CheckedSystem& system) {
  std::string text = fmt::format("digraph {} {{\n  rankdir=LR;\n  node [shape=box];\n",
                                 in_quotes(system.manifest.name));
  for (const Instance& instance : system.instances)
    text += fmt::format(
        "  {} [label={}];\n", in_quotes(instance.name),
        in_quotes(instance.name + "\\n" + system.programs[instance.program]->manifest.name));
  for (const BoundPair& pair : system.bindings) {
    const Instance& from = system.instances[pair.importer.process];
    const auto& endpoint =
        system.programs[from.program]->manifest.endpoints[pair.importer.endpoint];
    text += fmt::format("  {} -> {} [label={}];\n", in_quotes(from.name),
                        in_quotes(system.instances[pair.exporter.process].name),
                        in_quotes(endpoint.contract));
  }
  for (const Instance& instance : system.instances) {
    for (const auto& creation : system.programs[instance.program]->manifest.creates)
      text += fmt::format("  {} -> {} [style=dashed, label=\"creates {}\"];\n",
                          in_quotes(instance.name), in_quotes(creation.sip), creation.instances);
  }
  return text + "}\n";
}

std::string as_mermaid(const CheckedSystem& system) {
  std::string text = "flowchart LR\n";
  for (std::size_t i = 0; i < system.instances.size(); ++i)
    text += fmt::format("  p{}[{}]\n", i, in_quotes(system.instances[i].name));
  for (const BoundPair& pair : system.bindings) {
    const Instance& from = system.instances[pair.importer.process];
    const auto& endpoint =
        system.programs[from.program]->manifest.endpoints[pair.importer.endpoint];
    text += fmt::format("  p{} -->|{}| p{}\n", pair.importer.process, in_quotes(endpoint.contract),
                        pair.exporter.process);
  }
  for (std::size_t i = 0; i < system.instances.size(); ++i) {
    for (const auto& creation : system.programs[system.instances[i].program]->manifest.creates)
      text += fmt::format("  p{} -.->|creates {}| s_{}[{}]\n", i, creation.instances, creation.sip,
                          in_quotes(creation.sip));
  }
  return text;
}

}  // namespace

int diff(const Options& options) {
  Understood before, now;
  if (!understand(options.image, before) || !understand(options.newer, now)) return 1;
  std::vector<std::string> lines;
  for (const Authority& authority : now.report.authorities())
    std::ranges::move(differences(find(before.report, authority.program), &authority),
                      std::back_inserter(lines));
  for (const Authority& authority : before.report.authorities()) {
    if (find(now.report, authority.program) == nullptr)
      std::ranges::move(differences(&authority, nullptr), std::back_inserter(lines));
  }
  compare_wires(*before.system, *now.system, lines);
  for (const auto& line : lines) fmt::print("{}\n", line);
  const auto grew = std::ranges::count_if(
      lines, [](const std::string& line) { return line.starts_with("GREW"); });
  fmt::print("{} grew, {} shrank\n", grew, lines.size() - static_cast<std::size_t>(grew));
  return grew == 0 ? 0 : 1;
}

int graph(const Options& options) {
  Understood image;
  if (!understand(options.image, image)) return 1;
  fmt::print("{}", options.mermaid ? as_mermaid(*image.system) : as_dot(*image.system));
  return 0;
}

}  // namespace verifier
