// The stages of layer 3, program by program.
#include "machine/machine.hpp"

#include <fmt/format.h>

namespace verifier {

void check_machine(const Image& image, const Unchecked& unchecked, Report& report) {
  std::uint64_t text_bytes = 0;
  StoreCounts counts;
  for (const ProgramParts& program : image.programs) {
    check_segments(program, report);
    check_imports(program, report);
    check_relocations(program, report);
    const bool decoded = check_text(program, report);
    text_bytes += program.text.size;
    if (unchecked.contains(program.name))
      report.note(fmt::format("{}: stores not proved, as the system manifest says", program.name));
    else if (decoded)
      check_stores(program, counts, report);
  }
  if (report.flooded(Group::kMachine)) report.stopped(Group::kMachine);
  report.looked_at(
      Group::kMachine,
      fmt::format("{} programs, {} KiB text, {} stores and {} loads proved, {} by owner checks",
                  image.programs.size(), text_bytes / 1024, counts.stores, counts.loads,
                  counts.checked));
}

}  // namespace verifier
