// What the kernel tells about itself and its SIPs (group inspect): the structures of
// abi/records.hpp, filled from the tables. For ps, top, channels and supervisors.
#pragma once
#include <optional>

#include "abi/records.hpp"
#include "base/trusted/bytes.hpp"

namespace kernel::inspect {

inline constexpr std::uint64_t kMostBytes = 4096;  // of one call: every path is bounded

abi::SystemInfo system();
// The record with that index, or nothing if it is not in use.
std::optional<abi::ProcessInfo> process(std::uint32_t index);
std::optional<abi::ThreadInfo> thread(std::uint32_t index);
std::optional<abi::ChannelInfo> channel(std::uint32_t index);
std::int64_t trace(std::span<std::byte> to, std::uint64_t first);

// Infos of records in use from `first` to `end`, as many as fit; how many. Looks at so many records
// at most that a call stays short.
template <class Info>
std::int64_t list(std::span<std::byte> to, std::uint64_t first, std::uint32_t end,
                  const auto& find) {
  constexpr std::uint64_t kMostLooks = 4096;
  std::size_t written = 0;
  for (std::uint64_t i = first; i < end && i - first < kMostLooks; ++i) {
    if ((written + 1) * sizeof(Info) > to.size()) break;
    const std::optional<Info> info = find(static_cast<std::uint32_t>(i));
    if (info) write(to, written++ * sizeof(Info), *info);
  }
  return static_cast<std::int64_t>(written);
}

}  // namespace kernel::inspect
