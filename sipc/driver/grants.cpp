// Ports, interrupt lines, device memory, SIPs that may be created, arguments. See grants.hpp.
#include "driver/grants.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "driver/names.hpp"

namespace sipc {
namespace {

void read_ports(Reader& entry, Manifest& manifest) {
  const std::string name = entry.text("name", true).value_or("");
  if (!name.empty() && !is_member_name(name)) {
    entry.report(*entry.table().get("name"), "BM0006",
                 fmt::format("'{}' cannot be a C++ member", name), "use a name that is no keyword");
  }
  const auto first = entry.integer("first", 0, 0xffff, true).value_or(0);
  const auto last = entry.integer("last", 0, 0xffff, true).value_or(first);
  if (last < first)
    entry.report(*entry.table().get("last"), "BM0005", "the last port lies before the first",
                 "exchange them");
  manifest.ports.push_back(
      {name, static_cast<std::uint16_t>(first), static_cast<std::uint16_t>(last)});
}

// A name that becomes a C++ constant of its own namespace; "" after a finding.
std::string constant_name(Reader& entry, const std::vector<std::string>& taken) {
  std::string name = entry.text("name", true).value_or("");
  if (name.empty()) return name;
  if (!is_member_name(name)) {
    entry.report(*entry.table().get("name"), "BM0006",
                 fmt::format("'{}' cannot be a C++ name", name), "use a name that is no keyword");
  }
  if (std::ranges::find(taken, name) != taken.end()) {
    entry.report(*entry.table().get("name"), "BM0008",
                 fmt::format("two entries are called '{}'", name), "rename one");
  }
  return name;
}

void read_irq(Reader& entry, Manifest& manifest) {
  manifest.indexed.irqs.push_back(constant_name(entry, manifest.indexed.irqs));
  entry.integer("line", 0, 23, true);
  const auto trigger = entry.text("trigger", true);
  if (trigger && *trigger != "edge" && *trigger != "level") {
    entry.report(*entry.table().get("trigger"), "BM0005",
                 fmt::format("there is no trigger '{}'", *trigger), "use \"edge\" or \"level\"");
  }
}

void read_device_range(Reader& entry, Manifest& manifest) {
  constexpr std::int64_t kPage = 4096, kAddresses = std::int64_t{1} << 52;
  manifest.indexed.device_ranges.push_back(constant_name(entry, manifest.indexed.device_ranges));
  const auto address = entry.integer("address", 0, kAddresses - 1, true).value_or(0);
  const auto bytes = static_cast<std::int64_t>(entry.bytes("bytes").value_or(0));
  manifest.indexed.device_bytes.push_back(static_cast<std::uint64_t>(bytes));
  if (address % kPage != 0 || bytes % kPage != 0 || bytes <= 0 || bytes > kAddresses - address) {
    entry.report(entry.table(), "BM0005", "device memory is not whole pages below 2^52",
                 "write address = 0xfed00000, bytes = \"4 KiB\"");
  }
}

void read_io(Reader& io, Manifest& manifest) {
  io.each_table("ports", [&](Reader& entry) { read_ports(entry, manifest); });
  io.each_table("irqs", [&](Reader& entry) { read_irq(entry, manifest); });
  io.each_table("memory", [&](Reader& entry) { read_device_range(entry, manifest); });
  const auto dma = io.bytes("dma").value_or(0);
  const auto& grants = manifest.indexed;
  const bool devices = !grants.irqs.empty() || !grants.device_ranges.empty() || dma != 0;
  if (devices && !manifest.category.empty() && manifest.category != "driver") {
    io.report(io.table(), "BM0011", "interrupt lines, device memory and DMA are for drivers",
              "write category = \"driver\"");
  }
}

void read_creation(Reader& entry, Manifest& manifest) {
  auto& creates = manifest.indexed.creates;
  const std::string sip = entry.text("sip", true).value_or("");
  if (!sip.empty() && (!is_process_name(sip) || !is_member_name(sip))) {
    entry.report(*entry.table().get("sip"), "BM0006",
                 fmt::format("'{}' cannot be a SIP's name", sip), "name a SIP of the image");
  }
  if (std::ranges::find(creates, sip) != creates.end()) {
    entry.report(*entry.table().get("sip"), "BM0008",
                 fmt::format("'{}' is named by two [[creates]]", sip),
                 "name it once, with the sum of both numbers of instances");
  }
  entry.integer("instances", 1, 1024, false);
  creates.push_back(sip);
}

void read_arguments(Reader& arguments, Manifest& manifest) {
  std::vector<std::pair<toml::source_position, Argument>> found;
  arguments.each_value([&](const std::string& name, const toml::node& node) {
    const auto* type = node.as_string();
    if (!is_member_name(name) || !is_process_name(name)) {
      arguments.report(node, "BM0006", fmt::format("'{}' cannot be an argument's name", name),
                       "use a small letter, then small letters, digits and _, and no keyword");
    } else if (type == nullptr || (*type != "u64" && *type != "i64" && *type != "bool")) {
      arguments.report(node, "BM0005",
                       fmt::format("argument '{}' has no type that a SIP can take", name),
                       "use \"u64\", \"i64\" or \"bool\"");
    } else {
      found.emplace_back(node.source().begin, Argument{name, type->get()});
    }
  });
  // The kernel gives them in the order of the text, not in the reader's.
  std::ranges::sort(found, [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& [place, argument] : found) manifest.arguments.push_back(std::move(argument));
}

void refuse_too_many(Reader& top, const Manifest& manifest) {
  const auto& grants = manifest.indexed;
  const auto refuse = [&](std::size_t count, std::size_t most, const char* what) {
    if (count > most) {
      top.report(top.table(), "BM0012", fmt::format("{} {}, {} are the most", count, what, most),
                 "split the SIP");
    }
  };
  refuse(grants.creates.size(), 32, "[[creates]]");
  refuse(grants.irqs.size(), 24, "[[io.irqs]]");
  refuse(grants.device_ranges.size(), 64, "[[io.memory]]");
  refuse(manifest.arguments.size(), 32, "[arguments]");
}

}  // namespace

void read_grants(Reader& top, Manifest& manifest) {
  top.sub_table("io", [&](Reader& io) { read_io(io, manifest); });
  top.each_table("creates", [&](Reader& entry) { read_creation(entry, manifest); });
  top.sub_table("arguments", [&](Reader& entry) { read_arguments(entry, manifest); });
  refuse_too_many(top, manifest);
}

}  // namespace sipc
