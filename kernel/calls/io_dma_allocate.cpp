// io_dma_allocate(bytes, buffer): consecutive zeroed pages, at the same place until the SIP ends,
// with the address that the device must be given; or kQuotaExceeded.
#include "abi/errors.hpp"
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "io/dma.hpp"
#include "memory/ranges.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t io_dma_allocate(std::uint64_t bytes, std::uint64_t buffer) {
  const Thread& thread = sched::calling_thread();
  const auto range = RangeChecks::writable(thread, buffer, sizeof(abi::DmaBuffer));
  if (!range) end_caller("io_dma_allocate with a place for the addresses that it may not write");
  const std::uint64_t granted =
      std::uint64_t{processes::get(thread.process).record.dma_pages} * hal::kPageBytes;
  if (bytes > granted) return abi::kQuotaExceeded;
  const auto made =
      dma::allocate(thread.process,
                    static_cast<std::uint32_t>(round_up(bytes, hal::kPageBytes) / hal::kPageBytes));
  if (!made) return abi::kQuotaExceeded;
  write<std::uint64_t>(range->bytes(), 0, made->address);
  write<std::uint64_t>(range->bytes(), 8, made->physical_address);
  return abi::kOk;
}

}  // namespace kernel::calls
