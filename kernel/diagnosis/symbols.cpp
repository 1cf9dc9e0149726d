// Symbol look-up by bisection. The part is authentic but may still be malformed, so every access is
// bounded. See symbols.hpp.
#include "diagnosis/symbols.hpp"

#include "base/trusted/view.hpp"

namespace kernel {
namespace {

constexpr std::uint64_t kHeader = 8, kEntry = 8;

struct Symbol {
  std::uint32_t address;
  std::string_view name;
};

Symbol symbol_at(Bytes symbols, std::uint32_t index) {
  const auto name = read<std::uint32_t>(symbols, kHeader + kEntry * index + 4);
  const Bytes rest = name < symbols.size() ? symbols.subspan(name) : Bytes{};
  const Bytes bounded = rest.size() > 160 ? rest.first(160) : rest;
  return {read<std::uint32_t>(symbols, kHeader + kEntry * index),
          name_text(as_characters(bounded))};
}

std::optional<Symbol> find(Bytes symbols, std::uint64_t offset) {
  if (symbols.size() < kHeader) return std::nullopt;
  const auto count = read<std::uint32_t>(symbols, 0);
  if (!array_fits(kHeader, count, kEntry, symbols.size())) return std::nullopt;
  std::uint32_t low = 0, high = count;  // the answer is before `high`
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (symbol_at(symbols, middle).address <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == 0) return std::nullopt;
  return symbol_at(symbols, low - 1);
}

}  // namespace

void append_symbol(TextBuffer& text, const Process& process, std::uint64_t address) {
  text << "0x" << Hex{address, 12};
  if (!process.text().contains(address)) return;
  const std::optional<Symbol> symbol = find(process.symbols, address - process.window.value);
  if (!symbol || symbol->name.empty()) return;
  text << ' ';
  append_escaped(text, symbol->name);
  text << "+0x" << Hex{address - process.window.value - symbol->address};
}

}  // namespace kernel
