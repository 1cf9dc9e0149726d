// The exchange heap: allocation, release, and element access behind the owner check
// (docs/formats/sip.md, "owner map").
#include "fail.hpp"
#include "kernel_calls.hpp"

namespace {

// Compares the owner of the page of `address` with this SIP. The map's base (kind 2) and the owner
// id (kind 1) are patched when the SIP is loaded. Spelled in bytes because both must be full-width
// fields: cmpw $id16, map32(,%rax,2).
inline bool owned_here(std::uint64_t address) {
  bool owned;
  // SAFETY: reads one u16 of the owner map; an address far outside makes the read fault, which ends
  // the SIP.
  asm("1: .byte 0x66, 0x81, 0x3c, 0x45\n\t"
      ".long 0\n\t"
      ".short 0\n\t"
      ".pushsection .sip.patches, \"\", @progbits\n\t"
      ".quad 1b + 4\n\t.long 2, 0\n\t"
      ".quad 1b + 8\n\t.long 1, 0\n\t"
      ".popsection"
      : "=@ccz"(owned)
      : "a"(address >> 12)
      : "memory");
  return owned;
}

[[noreturn, gnu::noinline, gnu::cold]] void not_owned(std::uint64_t address) {
  sip::body::Message{}
      .add("exchange block at ")
      .add(address)
      .add(" is not owned by this SIP")
      .end_sip();
}

// The same for kFrozenOwner: read-only for ever. What this SIP reads there may belong to others,
// too; that it holds a share is what the library's types say, and the kernel says when a share is
// used.
inline bool frozen(std::uint64_t address) {
  bool is;
  // SAFETY: as above; cmpw $0xffff, map32(,%rax,2).
  asm("1: .byte 0x66, 0x81, 0x3c, 0x45\n\t"
      ".long 0\n\t"
      ".short 0xffff\n\t"
      ".pushsection .sip.patches, \"\", @progbits\n\t"
      ".quad 1b + 4\n\t.long 2, 0\n\t"
      ".popsection"
      : "=@ccz"(is)
      : "a"(address >> 12)
      : "memory");
  return is;
}

enum class Use { kLoad, kStore };

inline bool usable(std::uint64_t address, Use use) {
  return owned_here(address) || (use == Use::kLoad && frozen(address));
}

inline char* checked_element(std::uint64_t address, std::uint64_t length, std::uint64_t index,
                             std::uint64_t size, Use use) {
  if (index >= length) sip::body::index_failure(index, length);
  const std::uint64_t element = address + index * size;
  if (!usable(element, use)) not_owned(element);
  const std::uint64_t last = element + size - 1;
  if (((element ^ last) >> 12) != 0 && !usable(last, use)) not_owned(last);
  // SAFETY: the first and the last page are ours to use, and with size ≤ 4096 there are no others.
  return reinterpret_cast<char*>(element);
}

}  // namespace

extern "C" {

std::uint64_t sip_exchange_allocate(std::uint64_t bytes) {
  if (bytes == 0) return 0;
  const std::int64_t address = sipk_exchange_allocate(bytes);
  return address > 0 ? static_cast<std::uint64_t>(address) : 0;
}

void sip_exchange_release(std::uint64_t address) {
  sipk_exchange_release(address);
}

bool sip_exchange_freeze(std::uint64_t address) {
  return sipk_exchange_freeze(address) == 0;
}

bool sip_exchange_share(std::uint64_t address) {
  return sipk_exchange_share(address) == 0;
}

void sip_exchange_load(std::uint64_t address, std::uint64_t length, std::uint64_t index,
                       void* value, std::uint64_t size) {
  __builtin_memcpy(value, checked_element(address, length, index, size, Use::kLoad), size);
}

void sip_exchange_store(std::uint64_t address, std::uint64_t length, std::uint64_t index,
                        const void* value, std::uint64_t size) {
  __builtin_memcpy(checked_element(address, length, index, size, Use::kStore), value, size);
}

void sip_exchange_nest(std::uint64_t outer, std::uint64_t inner) {
  if (sipk_exchange_nest(outer, inner) != 0)
    sip::body::Message{}.add("an exchange block with 1024 others inside takes no more").end_sip();
}

std::uint64_t sip_exchange_unnest(std::uint64_t outer, std::uint64_t inner, std::uint64_t* bytes) {
  *bytes = 0;
  if (inner == 0) return 0;
  const std::int64_t usable = sipk_exchange_unnest(outer, inner);
  if (usable < 0) return 0;
  *bytes = static_cast<std::uint64_t>(usable);
  return inner;
}

}  // extern "C"
