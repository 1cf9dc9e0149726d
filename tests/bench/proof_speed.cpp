// How fast layer 3 is: for every program of the images in a folder, the sweep over its text and the
// proof of its stores, in megabytes of text a second of processor time, best of several rounds.
// Prints a line for each; fails when all together take more than kMostTimes what bare decoding
// takes, which depends little on the machine and on what else it does. Usage: proof_speed FOLDER
#include <fmt/format.h>

#include <ctime>
#include <filesystem>
#include <set>

#include "bytes/files.hpp"
#include "machine/instruction.hpp"

namespace {

constexpr double kMostTimes = 12;
constexpr unsigned kRounds = 9;
constexpr std::uint64_t kLeast = 8 << 10;  // of text; less says little

double now() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

template <class Work>
double best_of(Work work) {
  double best = 1e9;
  for (unsigned round = 0; round < kRounds; ++round) {
    const double begin = now();
    work();
    best = std::min(best, now() - begin);
  }
  return best;
}

void decode(const verifier::ProgramParts& program) {
  const verifier::InstructionDecoder decoder;
  verifier::Instruction instruction{};
  const verifier::View text = program.text.bytes;
  for (std::uint64_t at = 0; at < text.size(); at += instruction.decoded.length) {
    if (!decoder.decode(text, at, program.text.address, instruction)) return;
  }
}

bool prove(const verifier::ProgramParts& program) {
  verifier::Report report;
  verifier::StoreCounts counts;
  if (verifier::check_text(program, report)) verifier::check_stores(program, counts, report);
  return report.open_count() == 0;
}

struct Summary {
  std::set<std::string> seen;
  double slowest = 1e9, bytes = 0, seconds = 0, decoding = 0;
};

void measure(const verifier::ProgramParts& program, Summary& summary) {
  const auto bytes = static_cast<double>(program.text.bytes.size());
  if (bytes < kLeast || !summary.seen.insert(program.name).second) return;
  if (!prove(program)) return;  // exempt by its system's manifest
  const double decoding = best_of([&] { decode(program); });
  const double seconds = best_of([&] { prove(program); });
  fmt::print("{:<24} {:>8.0f} KiB {:>7.1f} MB/s {:>6.1f} times decoding\n", program.name,
             bytes / 1024, bytes / seconds * 1e-6, seconds / decoding);
  summary.slowest = std::min(summary.slowest, bytes / seconds * 1e-6);
  summary.bytes += bytes;
  summary.seconds += seconds;
  summary.decoding += decoding;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 2;
  Summary summary;
  for (const auto& entry : std::filesystem::directory_iterator(arguments[1])) {
    if (entry.path().extension() != ".img") continue;
    verifier::Report report;
    const auto bytes = verifier::read_file(entry.path(), verifier::kLargestImage, report);
    const auto image = bytes ? verifier::read_image(verifier::View(*bytes), report) : std::nullopt;
    if (!image) continue;
    for (const auto& program : image->programs) measure(program, summary);
  }
  if (summary.seen.empty()) {
    fmt::print(stderr, "proof_speed: no image with programs in {}\n", arguments[1]);
    return 1;
  }
  const double times = summary.seconds / summary.decoding;
  fmt::print("all: {:.1f} MB/s, slowest {:.1f} MB/s, {:.1f} times decoding (limit {})\n",
             summary.bytes / summary.seconds * 1e-6, summary.slowest, times, kMostTimes);
  return times <= kMostTimes ? 0 : 1;
}
