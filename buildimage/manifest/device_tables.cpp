// The table [io] of a process manifest: ports, interrupt lines, device memory and DMA.
#include <fmt/format.h>

#include <algorithm>

#include "manifest/process_manifest.hpp"
#include "manifest/toml_reader.hpp"

namespace buildimage {
namespace {

constexpr std::size_t kMostIrqs = 24;
constexpr std::size_t kMostRanges = 64;

void read_ports(TableReader& io, ProcessManifest& manifest) {
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
}

IrqLine::Trigger read_trigger(TableReader& reader) {
  const std::string text = reader.text("trigger", Presence::kRequired);
  if (text == "level") return IrqLine::Trigger::kLevel;
  if (text != "edge" && reader.has("trigger")) {
    reader.report("trigger", "BM0210", fmt::format("no trigger \"{}\"", text.substr(0, 64)),
                  "use \"edge\" or \"level\"");
  }
  return IrqLine::Trigger::kEdge;
}

template <class Entry>
void refuse_same_name(TableReader& reader, const std::vector<Entry>& entries,
                      const std::string& name) {
  if (std::ranges::find(entries, name, &Entry::name) == entries.end()) return;
  reader.report("name", "BM0211", fmt::format("two entries are named \"{}\"", name),
                "give each a name of its own");
}

void refuse_too_many(TableReader& io, std::string_view key, std::size_t count, std::size_t most) {
  if (count <= most) return;
  io.report(key, "BM0212", fmt::format("{} [[io.{}]], {} are the most", count, key, most),
            "give the rest to another driver");
}

void read_irqs(TableReader& io, ProcessManifest& manifest) {
  for (TableReader& reader : io.tables("irqs")) {
    IrqLine irq{reader.name("name", Presence::kRequired),
                static_cast<std::uint8_t>(reader.number("line", 0, 23, 0)), read_trigger(reader)};
    reader.finish();
    if (!reader.has("line")) {
      reader.report("line", "BM0103", "[[irqs]] lacks the key \"line\"", "write line = 8");
    }
    refuse_same_name(reader, manifest.irqs, irq.name);
    manifest.irqs.push_back(std::move(irq));
  }
  refuse_too_many(io, "irqs", manifest.irqs.size(), kMostIrqs);
}

void read_memory(TableReader& io, ProcessManifest& manifest) {
  constexpr std::uint64_t kPage = 4096, kAddresses = std::uint64_t{1} << 52;
  for (TableReader& reader : io.tables("memory")) {
    DeviceRange range{reader.name("name", Presence::kRequired),
                      reader.number("address", 0, kAddresses - 1, 0),
                      reader.size("bytes", Presence::kRequired)};
    reader.finish();
    const bool good = reader.has("address") && range.address % kPage == 0 && range.bytes != 0 &&
                      range.bytes % kPage == 0 && range.bytes <= kAddresses - range.address;
    if (!good) {
      reader.report("bytes", "BM0208", "device memory is not whole pages below 2^52",
                    "write address = 0xfed00000, bytes = \"4 KiB\"");
    }
    refuse_same_name(reader, manifest.device_ranges, range.name);
    manifest.device_ranges.push_back(std::move(range));
  }
  refuse_too_many(io, "memory", manifest.device_ranges.size(), kMostRanges);
}

}  // namespace

void read_io(TableReader& root, ProcessManifest& manifest) {
  for (TableReader& io : root.table("io")) {
    read_ports(io, manifest);
    read_irqs(io, manifest);
    read_memory(io, manifest);
    manifest.dma_bytes = read_whole_pages(io, "dma", false, 0);
    io.finish();
  }
  const bool devices =
      !manifest.irqs.empty() || !manifest.device_ranges.empty() || manifest.dma_bytes != 0;
  if (devices && manifest.category != Category::kDriver) {
    root.report("io", "BM0209", "interrupt lines, device memory and DMA are for drivers",
                "write category = \"driver\"");
  }
}

}  // namespace buildimage
