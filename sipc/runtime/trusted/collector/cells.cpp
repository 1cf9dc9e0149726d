// The bodies of the primitives of cells: owners that collected objects hold. The table lies beside
// collected memory, where the collector does not look for references; after each marking, what
// nobody refers to any more is given back. So finalisers run no code of the SIP's, and touch
// nothing collected.
#include <gc.h>
#include <gc_mark.h>

#include "collected.hpp"
#include "collector.hpp"
#include "fail.hpp"
#include "kernel_calls.hpp"

using sip::body::Object;
using sip::body::collector::Entered;

namespace {

using GiveBack = void (*)(std::uint64_t owner);

struct Cell {
  // The collected object that the SIP knows the cell by, hidden from the collector; 0: it is free.
  GC_hidden_pointer number;
  GiveBack owner;  // how what is in it goes; null: it is empty
  std::uint64_t word, length;
  std::uint64_t next_free;  // one more than its number; 0 none
};

constexpr std::uint64_t kEach = 256, kChunks = 256;

Cell* chunks[kChunks] = {};
std::uint64_t cells = 0, first_free = 0;

// SAFETY: a number below `cells`, so its chunk is there.
Cell& cell_at(std::uint64_t number) {
  if (number >= cells) sip::body::index_failure(number, cells);
  return chunks[number / kEach][number % kEach];
}

void release_block(std::uint64_t address) {
  if (address != 0) sipk_exchange_release(address);
}

void close_endpoint(std::uint64_t endpoint) {
  if (endpoint != 0) sipk_channel_close(endpoint);
}

// SAFETY: after marking, and before anything is made again; a number's object is the beginning of
// one that the collector knows.
void give_back_unreferenced() {
  for (std::uint64_t i = 0; i < cells; ++i) {
    Cell& cell = cell_at(i);
    if (cell.number == 0 || GC_is_marked(GC_REVEAL_POINTER(cell.number)) != 0) continue;
    if (cell.owner != nullptr) cell.owner(cell.word);
    cell = {0, nullptr, 0, 0, first_free};
    first_free = i + 1;
  }
}

void add_chunk() {
  if (cells == kEach * kChunks)
    sip::body::Message{}.add("more than ").add(kEach * kChunks).add(" cells").end_sip();
  const std::uint64_t bytes = kEach * sizeof(Cell);
  auto* const chunk = static_cast<Cell*>(GC_malloc_uncollectable(bytes));
  if (chunk == nullptr) sip::body::no_memory(bytes);
  // SAFETY: `bytes` bytes that are nobody's, and stay where they are.
  __builtin_memset(chunk, 0, bytes);
  chunks[cells / kEach] = chunk;
  for (std::uint64_t i = kEach; i > 0; --i) {
    chunk[i - 1].next_free = first_free;
    first_free = cells + i;
  }
  cells += kEach;
}

void put(std::uint64_t number, GiveBack owner, std::uint64_t word, std::uint64_t length) {
  const Entered entered;
  Cell& cell = cell_at(number);
  if (cell.owner != nullptr)
    sip::body::Message{}.add("Cell: put into one that is full; take() first").end_sip();
  cell.owner = owner;
  cell.word = word;
  cell.length = length;
}

Cell take(std::uint64_t number, GiveBack owner) {
  const Entered entered;
  Cell& cell = cell_at(number);
  if (cell.owner != owner) sip::body::Message{}.add("Cell: taken from one that is empty").end_sip();
  const Cell before = cell;
  cell.owner = nullptr;
  return before;
}

}  // namespace

// SAFETY: only cell_make writes a cell's number; what a cell holds was given away to it by the
// caller, and is in nobody else's hands until it is taken or given back.
extern "C" {

void sip_cell_make(Object* to) {
  auto* const object = static_cast<std::uint64_t*>(
      sip::body::allocate_collected(sizeof(std::uint64_t), sip::body::Content::kPlain));
  const Entered entered;
  sip::body::collector::after_marking = give_back_unreferenced;
  if (first_free == 0) add_chunk();
  const std::uint64_t number = first_free - 1;
  Cell& cell = cell_at(number);
  first_free = cell.next_free;
  cell = {GC_HIDE_POINTER(object), nullptr, 0, 0, 0};
  *object = number;
  to->address = object;
}

bool sip_cell_is_full(std::uint64_t number) {
  const Entered entered;
  return cell_at(number).owner != nullptr;
}

void sip_cell_put_block(std::uint64_t number, std::uint64_t address, std::uint64_t length) {
  put(number, release_block, address, length);
}

std::uint64_t sip_cell_take_block(std::uint64_t number, std::uint64_t* length) {
  const Cell taken = take(number, release_block);
  *length = taken.length;
  return taken.word;
}

void sip_cell_put_endpoint(std::uint64_t number, std::uint64_t endpoint) {
  put(number, close_endpoint, endpoint, 0);
}

std::uint64_t sip_cell_take_endpoint(std::uint64_t number) {
  return take(number, close_endpoint).word;
}

}  // extern "C"
