// level kernel (records in static tables, lists through fields, loops over library containers)
#include "kernel_std.hpp"
struct Thread { unsigned next = 0; unsigned priority = 0; };
namespace kernel {
Table<Thread> table;
unsigned running = 0;
template <auto Next>
unsigned length(unsigned first) {
  unsigned count = 0;
  for (unsigned id = first; id != 0; id = table[id].*Next) ++count;
  return count;
}
unsigned count_all() {
  unsigned count = 0;
  for (Thread& thread : table) count += thread.priority;
  std::array<unsigned, 3> three{1, 2, 3};
  for (const unsigned each : three) count += each;
  return count + length<&Thread::next>(running);
}
}  // namespace kernel
