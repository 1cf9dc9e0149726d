// Text of manifest.hpp. It is checked like all other code (level `generated`).
#include "driver/generate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace sipc {
namespace {

std::string literal(const std::string& text) {
  std::string out = "\"";
  for (const char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    if (byte >= 0x20 && byte < 0x7f && character != '"' && character != '\\' && character != '?')
      out += character;
    else
      out += fmt::format("\\{:03o}",
                         byte);  // exactly three digits, so that the next character cannot join in
  }
  return out + "\"";
}

std::string parameter_line(const Parameter& parameter) {
  if (const auto* number = std::get_if<std::int64_t>(&parameter.value)) {
    const std::string value =
        *number == INT64_MIN ? "-9223372036854775807 - 1" : std::to_string(*number);
    return fmt::format("inline constexpr std::int64_t {} = {};\n", parameter.name, value);
  }
  if (const auto* flag = std::get_if<bool>(&parameter.value))
    return fmt::format("inline constexpr bool {} = {};\n", parameter.name, *flag);
  return fmt::format("inline constexpr sip::StringView {} = {};\n", parameter.name,
                     literal(std::get<std::string>(parameter.value)));
}

// Names for positions in the manifest, which kernel calls take.
std::string index_constants(const char* space, const std::vector<std::string>& names) {
  if (names.empty()) return {};
  std::string text = fmt::format("namespace {} {{\n", space);
  for (std::size_t i = 0; i < names.size(); ++i)
    text += fmt::format("inline constexpr std::uint64_t {} = {};\n", names[i], i);
  return text + fmt::format("}}  // namespace {}\n\n", space);
}

// Each argument by name, read from the start block when asked for.
std::string arguments_struct(const std::vector<Argument>& arguments) {
  std::string text = "// What whoever created this process gave it.\nstruct Arguments {\n";
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& type = arguments[i].type;
    const std::string word = fmt::format("sip::prim::start_argument({})", i);
    const std::string value = type == "bool"  ? word + " != 0"
                              : type == "i64" ? fmt::format("static_cast<std::int64_t>({})", word)
                                              : word;
    const char* cpp = type == "bool" ? "bool" : type == "i64" ? "std::int64_t" : "std::uint64_t";
    text += fmt::format("  static {} {}() {{ return {}; }}\n", cpp, arguments[i].name, value);
  }
  return text + "};\n\n";
}

std::string creates_namespace(const std::vector<std::string>& creates) {
  std::string text = "// The programs that this SIP may start.\nnamespace creates {\n";
  for (std::size_t i = 0; i < creates.size(); ++i)
    text +=
        fmt::format("inline constexpr sip::Program {}(sip::detail::Grant(), {});\n", creates[i], i);
  return text + "}  // namespace creates\n\n";
}

std::string all_index_constants(const Manifest& manifest) {
  std::vector<std::string> arguments;
  for (const Argument& argument : manifest.arguments) arguments.push_back(argument.name);
  std::string text =
      fmt::format("inline constexpr std::uint64_t argument_count = {};\n\n", arguments.size());
  text += index_constants("arguments", arguments);
  text += arguments_struct(manifest.arguments) + creates_namespace(manifest.indexed.creates);
  text += index_constants("irqs", manifest.indexed.irqs);
  return text + index_constants("device_ranges", manifest.indexed.device_ranges);
}

struct Member {
  std::string declaration;
  std::string initialiser;
};

Result<Member> endpoint_member(const EndpointGrant& grant, std::size_t index,
                               const std::vector<Contract>& contracts) {
  const auto contract = std::ranges::find(contracts, grant.contract, &Contract::name);
  const std::string state = grant.state.empty() ? contract->states.front() : grant.state;
  if (std::ranges::find(contract->states, state) == contract->states.end()) {
    return fail("BM0010", grant.place,
                fmt::format("the contract {} has no state '{}'", grant.contract, state),
                "leave 'state' out for the initial state");
  }
  const char* side = grant.side == Side::kImporter ? "Imp" : "Exp";
  return Member{
      fmt::format("  {0}::{1}<{0}::{2}> {3};\n", contract->cpp(), side, state, grant.name),
      fmt::format("{}(sip::detail::Adopt{{}}, sip::prim::start_endpoint({}))", grant.name, index)};
}

Member port_member(const PortGrant& ports) {
  return {fmt::format("  sip::IoPorts<{:#x}, {:#x}> {};\n", ports.first, ports.last, ports.name),
          fmt::format("{}(sip::detail::Grant{{}})", ports.name)};
}

Member irq_member(const std::string& name, std::size_t index) {
  return {fmt::format("  sip::Interrupt {};\n", name),
          fmt::format("{}(sip::detail::Grant{{}}, {})", name, index)};
}

Member memory_member(const std::string& name, std::size_t index, std::uint64_t bytes) {
  return {fmt::format("  sip::DeviceMemory {};\n", name),
          fmt::format("{}(sip::detail::Grant{{}}, {}, {})", name, index, bytes)};
}

// Not annotated: it is as linear as its members, and each can be moved out on its own.
std::string start_class(const std::vector<Member>& members) {
  std::string text = "// What the SIP starts with. Only the entry glue has the key to make one.\n";
  text += "class Start {\n";
  text += " public:\n";
  std::string initialisers;
  for (const auto& member : members) {
    text += member.declaration;
    initialisers += (initialisers.empty() ? " : " : ", ") + member.initialiser;
  }
  text +=
      "  Start(Start&&) = default;\n  Start(const Start&) = delete;\n  Start& operator=(const "
      "Start&) = delete;\n\n";
  text += fmt::format("\n  explicit Start(sip::detail::Grant){} {{}}\n}};\n", initialisers);
  return text;
}

}  // namespace

Result<std::string> generate_manifest_header(const Manifest& manifest,
                                             const std::vector<Contract>& contracts) {
  std::string header = fmt::format(
      "// Generated from the process manifest of {}: all that this SIP may touch, as C++ "
      "types.\n#pragma once\n#include <sip/sip.hpp>\n#include <sip/system.hpp>\n",
      manifest.name);
  std::set<std::string> included;
  for (const auto& contract : contracts) {
    if (included.insert(contract.header).second)
      header += fmt::format("#include \"{}\"\n", contract.header);
  }
  header += "\nnamespace manifest {\n\n";
  header += fmt::format("inline constexpr sip::StringView name = {};\n\n", literal(manifest.name));
  if (!manifest.parameters.empty()) {
    header += "namespace parameters {\n";
    for (const auto& parameter : manifest.parameters) header += parameter_line(parameter);
    header += "}  // namespace parameters\n\n";
  }
  header += all_index_constants(manifest);
  std::vector<Member> members;
  for (std::size_t i = 0; i < manifest.endpoints.size(); ++i) {
    auto member = endpoint_member(manifest.endpoints[i], i, contracts);
    if (!member) return std::unexpected(member.error());
    members.push_back(std::move(*member));
  }
  for (const auto& ports : manifest.ports) members.push_back(port_member(ports));
  const IndexedGrants& indexed = manifest.indexed;
  for (std::size_t i = 0; i < indexed.irqs.size(); ++i)
    members.push_back(irq_member(indexed.irqs[i], i));
  for (std::size_t i = 0; i < indexed.device_ranges.size(); ++i)
    members.push_back(memory_member(indexed.device_ranges[i], i, indexed.device_bytes[i]));
  header += start_class(members);
  header +=
      "\n}  // namespace manifest\n\n// What the SIP's author writes. The value is the process's "
      "exit code.\nint sip_main(manifest::Start start);\n";
  return header;
}

}  // namespace sipc
