// channel_create(contract, state, handles): a channel with both ends the caller's: handles[0]
// importer, handles[1] exporter; or kQuotaExceeded.
#include "abi/errors.hpp"
#include "calls/table.hpp"
#include "channel/endpoint.hpp"
#include "diagnosis/report.hpp"
#include "memory/ranges.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {
namespace {

bool program_uses(const ProgramRecord& record, ContractId contract) {
  for (std::uint32_t i = 0; i < record.contract_count; ++i) {
    if (record.contract(i) == contract.value) return true;
  }
  return false;
}

}  // namespace

std::int64_t channel_create(std::uint64_t contract_id, std::uint64_t state, std::uint64_t handles) {
  const Thread& thread = sched::calling_thread();
  const Process& process = processes::get(thread.process);
  const ContractId contract = contracts::find(contract_id);
  if (contract.none() || !program_uses(process.record, contract))
    end_caller("channel_create of a contract that its manifest does not name");
  const Contract& rules = contracts::get(contract);
  if (state >= rules.state_count || !rules.states[state].entry)
    end_caller("channel_create in a state that is not an entry state of the contract");
  const auto range = RangeChecks::writable(thread, handles, 16);
  if (!range) end_caller("channel_create with a place for the handles that it may not write");
  if (process.endpoints + 2 > process.record.endpoint_limit) return abi::kQuotaExceeded;
  const auto ends = channels::create(contract, static_cast<std::uint16_t>(state));
  if (!ends) return abi::kQuotaExceeded;
  channels::own(ends->importer, thread.process);
  channels::own(ends->exporter, thread.process);
  write<std::uint64_t>(range->bytes(), 0, channels::get(ends->importer).handle);
  write<std::uint64_t>(range->bytes(), 8, channels::get(ends->exporter).handle);
  return abi::kOk;
}

}  // namespace kernel::calls
