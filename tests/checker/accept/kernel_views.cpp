// level kernel (views of lasting memory are kept, views of anything stay where they are)
#include "kernel_std.hpp"
struct Contract { kernel::Lasting<const char> name; };
namespace { kernel::Lasting<int> frames; }
struct alignas(64) Cell { std::array<int, 16> words{}; };
int sum(std::span<int> of) { int all = 0; for (int each : of.first(2)) all += each; return all; }
int use() { Cell cell; return sum(cell.words) + sum(frames) + (int)__builtin_offsetof(Cell, words); }
