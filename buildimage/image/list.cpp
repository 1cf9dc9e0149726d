// `buildimage list`: what an image holds, without judging it; sipverify does that.
#include <fmt/format.h>

#include <cstring>
#include <iterator>

#include "elf/elf_reader.hpp"
#include "image/image.hpp"

namespace buildimage {
namespace {

constexpr std::string_view kKinds[] = {
    "?",          "system record", "program record",   "text",          "read-only data", "imports",
    "data",       "relocations",   "patches",          "symbols",       "contract table", "bitcode",
    "debug info", "evidence",      "process manifest", "contract text", "system manifest"};

template <class T>
T at(ByteView bytes, std::size_t offset) {
  T value;
  std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

std::string describe(ByteView entry, unsigned index) {
  const auto kind = at<std::uint16_t>(entry, 0);
  const auto program = at<std::uint16_t>(entry, 2);
  const auto access = at<std::uint32_t>(entry, 4);
  const std::string owner = program == 0xffff ? "system" : fmt::format("program {}", program);
  const std::string rights =
      fmt::format("{}{}{}", access & 1 ? 'r' : '-', access & 2 ? 'w' : '-', access & 4 ? 'x' : '-');
  return fmt::format(
      "{:>5}  {:<11} {:<17} {}  offset {:#010x}  {:>9} bytes  memory {:>8} at {:#010x}\n", index,
      owner, kKinds[kind < std::size(kKinds) ? kind : 0], rights, at<std::uint64_t>(entry, 8),
      at<std::uint64_t>(entry, 16), at<std::uint64_t>(entry, 24), at<std::uint64_t>(entry, 32));
}

}  // namespace

Result<std::string> list_image(ByteView image, const std::string& file) {
  constexpr std::size_t kHeaderBytes = 48;
  if (image.size() < kHeaderBytes || std::memcmp(image.data(), "BULKHEAD", 8) != 0) {
    return refuse("BI0401", file, image.empty() ? "is empty" : "is not a system image",
                  "give a file that buildimage pack wrote");
  }
  const auto count = at<std::uint32_t>(image, 12);
  std::string text = fmt::format("{}: {} parts, {} bytes\n", file, count, image.size());
  for (unsigned i = 0; i < count; ++i) {
    const auto entry = slice(image, 8192 + std::uint64_t{i} * 96, 96);
    if (!entry)
      return refuse("BI0401", file, fmt::format("ends inside the part table, at entry {}", i),
                    "pack it again");
    text += describe(*entry, i);
  }
  return text;
}

}  // namespace buildimage
