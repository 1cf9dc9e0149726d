// The pieces: powers of two from 64 bytes to 64 KiB, a header in front of each. A kernel mutex
// guards the lists: it is made before the second thread, because making a thread allocates first.
#include "private_memory.hpp"

#include "abi/errors.hpp"
#include "fail.hpp"
#include "kernel_calls.hpp"

namespace {

constexpr std::uint64_t kSmallest = 64, kClasses = 11, kRefill = 4096;

struct alignas(16) Header {
  std::uint64_t size_class;
  Header* next;
};

std::uint64_t lock = 0;
Header* unused[kClasses] = {};
std::uint64_t fresh = 0, fresh_bytes = 0;

std::uint64_t class_of(std::uint64_t bytes) {
  std::uint64_t size_class = 0;
  while ((kSmallest << size_class) < bytes) ++size_class;
  return size_class;
}

class Locked {
 public:
  Locked() {
    if (lock == 0) make();
    sipk_sync_mutex_lock(lock, abi::kNever);
  }
  ~Locked() { sipk_sync_mutex_unlock(lock); }
  Locked(const Locked&) = delete;
  Locked& operator=(const Locked&) = delete;

 private:
  static void make() {
    const std::int64_t made = sipk_sync_mutex_create();
    if (made < 0)
      sip::body::Message{}
          .add("no mutex is left for the SIP's own memory: raise limits.objects in its manifest")
          .end_sip();
    lock = static_cast<std::uint64_t>(made);
  }
};

// What is left of the last refill is given up: at most a page for each larger piece.
Header* cut(std::uint64_t bytes) {
  if (fresh_bytes < bytes) {
    const std::uint64_t more = bytes > kRefill ? bytes : kRefill;
    const std::int64_t address = sipk_memory_grow(more);
    if (address < 0)
      sip::body::Message{}.add("no memory is left: raise limits.memory in the manifest").end_sip();
    fresh = static_cast<std::uint64_t>(address);
    fresh_bytes = more;
  }
  // SAFETY: [fresh, fresh + fresh_bytes) are pages that the kernel has just given, and no piece is
  // cut from them twice.
  auto* piece = reinterpret_cast<Header*>(fresh);
  fresh += bytes;
  fresh_bytes -= bytes;
  return piece;
}

}  // namespace

namespace sip::body {

void* allocate_private(std::uint64_t bytes) {
  if (bytes > kLargestPiece) index_failure(bytes, kLargestPiece);
  const std::uint64_t size_class = class_of(bytes + sizeof(Header));
  Header* piece = nullptr;
  {
    const Locked locked;
    piece = unused[size_class];
    if (piece != nullptr)
      unused[size_class] = piece->next;
    else
      piece = cut(kSmallest << size_class);
  }
  // SAFETY: the piece has kSmallest << size_class ≥ bytes + sizeof(Header) bytes and is nobody's.
  __builtin_memset(piece + 1, 0, bytes);
  piece->size_class = size_class;
  return piece + 1;
}

void release_private(void* content) {
  // SAFETY: `content` came from allocate_private(), which put a header in front of it.
  Header* piece = static_cast<Header*>(content) - 1;
  const Locked locked;
  piece->next = unused[piece->size_class];
  unused[piece->size_class] = piece;
}

}  // namespace sip::body
