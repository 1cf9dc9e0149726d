// Child processes: what is created and how it ended, as records that checked code can hold.
#include "abi/errors.hpp"
#include "abi/records.hpp"
#include "fail.hpp"
#include "kernel_calls.hpp"

namespace {

// The layout of sip::detail::ProcessPlan (include/sip/process.hpp): abi::NewProcess with the lists
// in place of their addresses.
struct Plan {
  std::uint32_t creates_index, endpoint_count, argument_count, reserved;
  char name[32];
  std::uint64_t endpoints[abi::kMaxArguments];
  std::uint64_t arguments[abi::kMaxArguments];
};
static_assert(sizeof(Plan) == 48 + 16 * abi::kMaxArguments);

}  // namespace

extern "C" {

// SAFETY: `plan` is an object of that layout; the kernel copies it and checks everything in it.
std::uint64_t sip_process_create(const Plan* plan) {
  if (plan->endpoint_count > abi::kMaxArguments || plan->argument_count > abi::kMaxArguments)
    sip::body::index_failure(plan->endpoint_count, abi::kMaxArguments);
  abi::NewProcess description = {};
  description.creates_index = plan->creates_index;
  description.endpoint_count = plan->endpoint_count;
  description.argument_count = plan->argument_count;
  __builtin_memcpy(description.name, plan->name, sizeof description.name);
  description.endpoints = plan->endpoints;
  description.arguments = plan->arguments;
  const std::int64_t handle = sipk_process_create(&description);
  return handle < 0 ? 0 : static_cast<std::uint64_t>(handle);
}

std::int32_t sip_process_start(std::uint64_t process) {
  return static_cast<std::int32_t>(sipk_process_start(process));
}

bool sip_process_suspend(std::uint64_t process) {
  return sipk_process_suspend(process) == abi::kOk;
}

bool sip_process_resume(std::uint64_t process) {
  return sipk_process_resume(process) == abi::kOk;
}

bool sip_process_stop(std::uint64_t process) {
  return sipk_process_stop(process) == abi::kOk;
}

// SAFETY: `end` is a sip::ProcessEnd, which has abi::ProcessEnd's layout; the kernel checks the
// range.
bool sip_process_wait(std::uint64_t process, abi::ProcessEnd* end, std::uint64_t deadline_ns) {
  return sipk_process_wait(process, end, deadline_ns) == abi::kOk;
}

void sip_process_release(std::uint64_t process) {
  sipk_process_release(process);
}

}  // extern "C"
