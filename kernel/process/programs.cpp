// The table of programs and their shared segments. See programs.hpp.
#include "process/programs.hpp"

#include "hal/thread.hpp"
#include "process/chain_writer.hpp"

namespace kernel::programs {
namespace {

Table<Loaded, ProgramId> table;

FrameChain fill(const Part& segment) {
  const auto chain = frames::allocate(
      static_cast<std::uint32_t>(round_up(segment.memory_size, hal::kPageBytes) / hal::kPageBytes));
  if (!chain) kernel_bug("no frame is left for a program that the start had counted in");
  zero_frames(*chain);
  if (segment.size != 0) ChainWriter(*chain).write_bytes(0, segment.bytes);
  return *chain;
}

FrameChain fill_imports(const Part& segment) {
  const FrameChain chain = fill(segment);
  ChainWriter writer(chain);
  for (std::uint64_t at = 0; at < segment.size; at += 8) {
    const auto number = read<std::uint64_t>(segment.bytes, at);
    if (number != 0)
      writer.write_value(at, hal::call_entry(static_cast<std::uint32_t>(number)).value, 8);
  }
  return chain;
}

}  // namespace

void start(const ImageView& view, Arena& arena) {
  table = arena.carve_table<Loaded, ProgramId>(view.program_count());
  for (std::uint32_t i = 0; i < table.count(); ++i) {
    if (read_program(view, static_cast<std::uint16_t>(i), table[table.id_at(i)].program))
      kernel_bug("a program that was checked cannot be read");
  }
}

void share_segments() {
  for (Loaded& loaded : table) {
    const Program& program = loaded.program;
    if (is_the_same_for_all(program, program.text)) loaded.text = fill(*program.text);
    if (is_the_same_for_all(program, program.read_only))
      loaded.read_only = fill(*program.read_only);
    if (is_the_same_for_all(program, program.imports))
      loaded.imports = fill_imports(*program.imports);
  }
}

const Loaded& get(ProgramId id) {
  return table[id];
}
std::uint32_t count() {
  return table.count();
}

}  // namespace kernel::programs
