// The last reports of ends, kept as text for inspect_report.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

namespace kernel::report_store {

inline constexpr std::size_t kReports = 16, kReportBytes = 4096;

// While one exists, lines of the log are part of a new report.
class Recording {
 public:
  Recording();
  ~Recording();
  Recording(const Recording&) = delete;
};

std::uint32_t count();  // ever made
// Bytes of report `number` copied; 0 if there is none yet or it is not kept any more.
std::size_t copy(std::uint64_t number, std::span<std::byte> to);

}  // namespace kernel::report_store
