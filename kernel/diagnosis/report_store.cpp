// A ring of reports. See report_store.hpp.
#include "diagnosis/report_store.hpp"

#include <array>

#include "base/text.hpp"

namespace kernel::report_store {
namespace {

struct Report {
  std::array<char, kReportBytes> text{};
  std::size_t length = 0;
};
std::array<Report, kReports> reports{};
std::uint32_t made = 0;
bool recording = false;

void append(std::string_view line) {
  Report& report = reports[made % kReports];
  for (const char character : line) {
    if (report.length + 1 >= report.text.size()) break;
    report.text[report.length++] = character;
  }
  if (report.length < report.text.size()) report.text[report.length++] = '\n';
}

}  // namespace

Recording::Recording() {
  reports[made % kReports].length = 0;
  recording = true;
}

Recording::~Recording() {
  recording = false;
  ++made;
}

std::uint32_t count() {
  return made;
}

std::size_t copy(std::uint64_t number, std::span<std::byte> to) {
  if (number >= made || made - number > kReports) return 0;
  const Report& report = reports[number % kReports];
  std::size_t length = 0;
  for (; length < report.length && length < to.size(); ++length)
    to[length] = static_cast<std::byte>(report.text[length]);
  return length;
}

}  // namespace kernel::report_store

void kernel::keep_line(std::string_view line) {
  if (report_store::recording) report_store::append(line);
}
