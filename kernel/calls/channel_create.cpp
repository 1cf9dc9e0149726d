// channel_create(contract, state, handles): a channel with both ends the caller's: handles[0]
// importer, handles[1] exporter; or kQuotaExceeded.
#include "calls/call.hpp"

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
  const ProcessId id = sched::calling_thread().process;
  const Process& process = processes::get(id);
  const ContractId contract = contracts::find(contract_id);
  if (contract.none() || !program_uses(process.record, contract))
    end_caller("channel_create of a contract that its manifest does not name");
  const Contract& rules = contracts::get(contract);
  if (state >= rules.state_count || !rules.states[state].entry)
    end_caller("channel_create in a state that is not an entry state of the contract");
  const CheckedRange answer = answer_at(handles, 16);
  if (process.endpoints + 2 > process.record.endpoint_limit) return abi::kQuotaExceeded;
  const auto ends = channels::create(contract, static_cast<std::uint16_t>(state));
  if (!ends) return abi::kQuotaExceeded;
  channels::own(ends->importer, id);
  channels::own(ends->exporter, id);
  write(answer.bytes(), 0, channels::get(ends->importer).handle);
  write(answer.bytes(), 8, channels::get(ends->exporter).handle);
  return abi::kOk;
}

}  // namespace kernel::calls
