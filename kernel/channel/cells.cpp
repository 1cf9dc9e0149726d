// The pool of message cells. See cells.hpp.
#include "channel/cells.hpp"

#include <array>

#include "channel/trusted/slots.hpp"

namespace kernel::cells {

CellPool table;

namespace {

std::uint32_t reserved = 0;

CellId take_free() {
  const CellId id = table.take();
  if (id.none()) kernel_bug("no message cell is left, though each channel has reserved its own");
  table[id].next = {};
  return id;
}

}  // namespace

bool reserve(std::uint32_t count) {
  if (count > table.count() - reserved) return false;
  reserved += count;
  return true;
}

void unreserve(std::uint32_t count) {
  reserved -= count;
}

void append(Queue& queue, std::uint16_t tag, std::span<const std::byte> message) {
  CellId id = take_free();
  (queue.last.none() ? queue.first : table[queue.last].next) = id;
  table[id].tag = tag;
  table[id].bytes = static_cast<std::uint16_t>(message.size());
  for (;;) {
    const std::size_t length =
        message.size() < Cell::kPayload ? message.size() : std::size_t{Cell::kPayload};
    copy_message(table[id].payload, message, static_cast<std::uint32_t>(length));
    message = message.subspan(length);
    if (message.empty()) break;
    const CellId next = take_free();
    table[id].next = next;
    id = next;
  }
  queue.last = id;
}

std::uint32_t first_bytes(const Queue& queue) {
  return table[queue.first].bytes;
}

std::uint16_t take(Queue& queue, std::span<std::byte> to) {
  CellId id = queue.first;
  const std::uint16_t tag = table[id].tag;
  std::size_t left = table[id].bytes;
  for (std::size_t at = 0;;) {
    const std::size_t length = left < Cell::kPayload ? left : std::size_t{Cell::kPayload};
    copy_message(to.subspan(at), table[id].payload, static_cast<std::uint32_t>(length));
    at += length;
    left -= length;
    const CellId next = table[id].next;
    const bool was_last = id == queue.last;
    table.give_back(id);
    id = next;
    if (left != 0) continue;
    queue.first = was_last ? CellId{} : next;
    if (was_last) queue.last = {};
    return tag;
  }
}

}  // namespace kernel::cells
