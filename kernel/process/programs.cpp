// The table of programs and their shared segments. See programs.hpp.
#include "process/programs.hpp"

#include "hal/thread.hpp"
#include "memory/regions.hpp"

namespace kernel::programs {

Table<Loaded, ProgramId> table;

namespace {

FrameChain fill(const Part& segment) {
  const auto chain = frames::allocate(hal::pages_in(segment.memory_size));
  if (!chain) kernel_bug("no frame is left for a program that the start had counted in");
  zero_frames(*chain);
  ChainWriter(*chain).write_bytes(0, segment.bytes);
  return *chain;
}

void resolve_imports(const Part& segment, const FrameChain& chain) {
  ChainWriter writer(chain);
  for (std::uint64_t at = 0; at < segment.size; at += 8) {
    const auto number = read<std::uint64_t>(segment.bytes, at);
    if (number != 0)
      writer.write_value(at, hal::call_entry(static_cast<std::uint32_t>(number)).value, 8);
  }
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
    for (std::size_t i = 0; i < kDataRegion; ++i) {
      if (is_the_same_for_all(loaded.program, i))
        loaded.shared[i] = fill(*loaded.program.segment(i));
    }
    if (loaded.shared[kImportsRegion].count != 0)
      resolve_imports(*loaded.program.segment(kImportsRegion), loaded.shared[kImportsRegion]);
  }
}

}  // namespace kernel::programs
