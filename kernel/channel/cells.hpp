// Where messages lie between their sending and their receipt: cells of 64 bytes in one pool,
// chained. Making a channel reserves as many as its contract's bounds can ever need, so a send
// always finds cells, the pool cannot fragment, and a channel of small messages costs two of them.
#pragma once
#include <span>

#include "base/pool.hpp"
#include "memory/trusted/arena.hpp"

namespace kernel {

using CellId = Id<struct CellTag>;

struct alignas(64) Cell {
  static constexpr std::uint32_t kPayload = 56;
  CellId next;            // of this message; in its last cell: of the next message
  std::uint16_t tag = 0;  // in a message's first cell
  std::uint16_t bytes = 0;
  std::array<std::byte, kPayload> payload{};
};
static_assert(sizeof(Cell) == 64);

namespace cells {

// For `bound` messages of up to so many bytes.
constexpr std::uint32_t needed(std::uint32_t bound, std::uint32_t slot_bytes) {
  const std::uint32_t each = (slot_bytes + Cell::kPayload - 1) / Cell::kPayload;
  return bound * (each == 0 ? 1 : each);
}

using CellPool = Pool<Cell, CellId, &Cell::next>;
extern CellPool table;
[[nodiscard]] bool reserve(std::uint32_t count);
void unreserve(std::uint32_t count);

// Messages of one endpoint, first come first.
struct Queue {
  CellId first, last;
};
// Puts a message at the end, its payload copied.
void append(Queue& queue, std::uint16_t tag, std::span<const std::byte> message);
// The first message's tag; its payload goes to `to`, which holds it.
std::uint16_t take(Queue& queue, std::span<std::byte> to);
std::uint32_t first_bytes(const Queue& queue);

}  // namespace cells
}  // namespace kernel
