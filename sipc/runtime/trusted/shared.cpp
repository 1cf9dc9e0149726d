// What threads of one SIP share: a counted cell with a kernel object (mutex, event) and the content
// beside it. The library's handles (sip::Mutex, Event, Atomic) are the address of such a cell.
#include "abi/errors.hpp"
#include "fail.hpp"
#include "kernel_calls.hpp"
#include "private_memory.hpp"

namespace {

struct alignas(16) Cell {
  std::uint64_t shares;
  std::uint64_t object;  // the kernel's handle; 0 = none
  std::uint64_t bytes;   // of the content behind it
  std::uint64_t reserved;
};

enum Kind : std::uint32_t { kPlain = 0, kMutex = 1, kEvent = 2, kAutomaticEvent = 3 };

// SAFETY: checked code keeps the address of a cell in a private field that it gets from
// sip_shared_make only; 0 is what a handle that was moved from has.
Cell& cell_at(std::uint64_t address) {
  if (address == 0)
    sip::body::Message{}
        .add("a shared object was used after it was moved away, or before it was made")
        .end_sip();
  return *reinterpret_cast<Cell*>(address);
}

std::int64_t make_object(std::uint32_t kind) {
  switch (kind) {
    case kMutex:
      return sipk_sync_mutex_create();
    case kEvent:
    case kAutomaticEvent:
      return sipk_sync_event_create(kind == kAutomaticEvent);
    default:
      return 0;
  }
}

std::uint64_t& content(std::uint64_t address) {
  Cell& cell = cell_at(address);
  if (cell.bytes < 8) sip::body::index_failure(8, cell.bytes);
  return *reinterpret_cast<std::uint64_t*>(&cell + 1);  // SAFETY: 8 bytes of content, aligned to 16
}

}  // namespace

extern "C" {

std::uint64_t sip_shared_make(std::uint64_t bytes, std::uint32_t kind) {
  auto* cell = static_cast<Cell*>(sip::body::allocate_private(sizeof(Cell) + bytes));
  const std::int64_t object = make_object(kind);
  if (object < 0)
    sip::body::Message{}
        .add("no mutex or event is left: raise limits.objects in the manifest")
        .end_sip();
  cell->shares = 1;
  cell->object = static_cast<std::uint64_t>(object);
  cell->bytes = bytes;
  return reinterpret_cast<std::uint64_t>(cell);
}

void sip_shared_keep(std::uint64_t address) {
  if (address != 0) __atomic_add_fetch(&cell_at(address).shares, 1, __ATOMIC_RELAXED);
}

void sip_shared_drop(std::uint64_t address) {
  if (address == 0) return;
  Cell& cell = cell_at(address);
  if (__atomic_sub_fetch(&cell.shares, 1, __ATOMIC_ACQ_REL) != 0) return;
  if (cell.object != 0) sipk_sync_release(cell.object);
  sip::body::release_private(&cell);
}

std::uint64_t sip_shared_object(std::uint64_t address) {
  return cell_at(address).object;
}

void* sip_shared_content(std::uint64_t address, std::uint64_t bytes) {
  Cell& cell = cell_at(address);
  if (bytes > cell.bytes) sip::body::index_failure(bytes, cell.bytes);
  return &cell + 1;  // SAFETY: the content lies behind the cell and has at least `bytes` bytes
}

std::uint64_t sip_atomic_load(std::uint64_t address) {
  return __atomic_load_n(&content(address), __ATOMIC_SEQ_CST);
}

void sip_atomic_store(std::uint64_t address, std::uint64_t value) {
  __atomic_store_n(&content(address), value, __ATOMIC_SEQ_CST);
}

std::uint64_t sip_atomic_exchange(std::uint64_t address, std::uint64_t value) {
  return __atomic_exchange_n(&content(address), value, __ATOMIC_SEQ_CST);
}

std::uint64_t sip_atomic_add(std::uint64_t address, std::uint64_t value) {
  return __atomic_fetch_add(&content(address), value, __ATOMIC_SEQ_CST);
}

bool sip_atomic_compare_exchange(std::uint64_t address, std::uint64_t expected,
                                 std::uint64_t value) {
  return __atomic_compare_exchange_n(&content(address), &expected, value, false, __ATOMIC_SEQ_CST,
                                     __ATOMIC_SEQ_CST);
}

}  // extern "C"
