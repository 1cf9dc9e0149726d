// io_dma_allocate(bytes, buffer): consecutive zeroed pages, at the same place until the SIP ends,
// with the address that the device must be given; or kQuotaExceeded.
#include "calls/call.hpp"

std::int64_t kernel::calls::io_dma_allocate(std::uint64_t bytes, std::uint64_t buffer) {
  const CheckedRange answer = answer_at(buffer, sizeof(abi::DmaBuffer));
  if (bytes > std::uint64_t{calling_process().record.dma_pages} * hal::kPageBytes)
    return abi::kQuotaExceeded;
  const auto made = io::allocate_dma(sched::calling_thread().process, hal::pages_in(bytes));
  if (!made) return abi::kQuotaExceeded;
  write(answer.bytes(), 0, *made);
  return abi::kOk;
}
