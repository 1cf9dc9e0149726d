// The primitives of the exchange heap: blocks with a tag, which is another one once the block is
// released. The ten programs use none; edits and controls do.
#include <cstring>

#include "objects.hpp"
#include "report.hpp"

namespace {

constexpr char kNoBlock[] = "an exchange block that is null, or an index out of its range";

char* element(std::uint64_t address, std::uint64_t length, std::uint64_t index,
              std::uint64_t size) {
  if (address == 0 || index >= length) checked::panic(kNoBlock, sizeof kNoBlock - 1);
  if (checked::is_retired(address)) checked::mismatch("a block that was given away is used");
  return checked::access(address + index * size, size);
}

}  // namespace

extern "C" {

std::uint64_t sip_exchange_allocate(std::uint64_t bytes) {
  return checked::make_object(bytes, nullptr);
}
void sip_exchange_release(std::uint64_t address) {
  if (checked::is_retired(address)) checked::mismatch("a block is released twice");
  checked::retire(address);
}
void sip_exchange_load(std::uint64_t address, std::uint64_t length, std::uint64_t index,
                       void* value, std::uint64_t size) {
  std::memcpy(value, element(address, length, index, size), size);
}
void sip_exchange_store(std::uint64_t address, std::uint64_t length, std::uint64_t index,
                        const void* value, std::uint64_t size) {
  std::memcpy(element(address, length, index, size), value, size);
}

}  // extern "C"
