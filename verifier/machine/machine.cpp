// The stages of layer 3, program by program.
#include "machine/machine.hpp"

#include <fmt/format.h>

namespace verifier {

void check_machine(const Image& image, Report& report) {
  std::uint64_t text_bytes = 0;
  for (const ProgramParts& program : image.programs) {
    check_segments(program, report);
    check_imports(program, report);
    check_relocations(program, report);
    check_text(program, report);
    text_bytes += program.text.size;
  }
  if (report.flooded(Group::kMachine)) report.stopped(Group::kMachine);
  report.looked_at(Group::kMachine, fmt::format("{} programs, {} KiB text", image.programs.size(),
                                                text_bytes / 1024));
}

}  // namespace verifier
