// The SIP's first instructions, and what it was born with. The kernel enters sip_entry on the first
// thread's stack.
#include "start.hpp"
#include "abi/errors.hpp"
#include "abi/start_block.hpp"
#include "fail.hpp"
#include "kernel_calls.hpp"

namespace {
const abi::StartBlock* start_block = nullptr;
bool taken[abi::kMaxStartEndpoints] = {};
void* stack_bottom = nullptr;
}  // namespace

void* sip::body::first_stack_bottom() {
  return stack_bottom;
}

extern "C" {

std::int32_t sip_main_entry();
void sip_thread_main(std::uint64_t parcel);  // generated, see backend/threads.cpp

[[noreturn]] void sip_exit(std::int32_t code) {
  sipk_process_exit(code);
  __builtin_trap();  // the kernel does not come back
}

// Every thread begins here. The first one has argument 0; the others that of thread_create.
[[noreturn]] void sip_entry(const abi::StartBlock* block, std::uint64_t argument) {
  if (argument != 0) {
    sip_thread_main(argument);
    __builtin_trap();  // it ends with sip_thread_exit
  }
  // SAFETY: the kernel maps the block read-only for the SIP's whole life and passes it in rdi.
  if (block->magic != abi::kStartBlockMagic || block->abi_version != abi::kAbiVersion) {
    sip::body::Message{}
        .add("the kernel's ABI is not the one that this SIP was built for")
        .end_sip();
  }
  start_block = block;
  stack_bottom = __builtin_frame_address(0);
  sip_exit(sip_main_entry());
}

std::uint64_t sip_start_endpoint(std::uint32_t index) {
  if (index >= start_block->endpoint_count || index >= abi::kMaxStartEndpoints) {
    sip::body::index_failure(index, start_block->endpoint_count);
  }
  if (taken[index])
    sip::body::Message{}.add("start endpoint ").add(index).add(" was taken twice").end_sip();
  taken[index] = true;
  return start_block->endpoints[index];
}

std::uint64_t sip_start_argument(std::uint32_t index) {
  if (index >= abi::kMaxArguments) sip::body::index_failure(index, abi::kMaxArguments);
  return start_block->arguments[index];
}

}  // extern "C"
