// Faults on purpose: what checked code cannot do, for tests that show who contains it. On the
// include path only under `sipc build --test-hooks`, which the evidence records; the kernel refuses
// such an image unless its certificate says what was waived.
#pragma once
#include <cstdint>

namespace sip::testing {

void null_access() asm("sip_test_null_access");          // stores to address 0
void wild_jump() asm("sip_test_wild_jump");              // returns to an address that is not code
void write_foreign() asm("sip_test_write_foreign");      // stores to the kernel's owner map
void write_neighbour() asm("sip_test_write_neighbour");  // to the next window's stack
void write_return_address() asm("sip_test_write_return_address");  // of its own
void write_read_only() asm("sip_test_write_read_only");            // stores to its own code
void write_kernel_code() asm("sip_test_write_kernel_code");    // stores to a page of the kernel's
void impossible_address() asm("sip_test_impossible_address");  // loads where no address can be
void invalid_opcode() asm("sip_test_invalid_opcode");          // executes what is no instruction
void misuse_kernel_call() asm("sip_test_misuse_kernel_call");  // logs memory that is not its own

// From now on the collector does not look at the stacks of other threads.
void ignore_other_stacks() asm("sip_test_ignore_other_stacks");

// From now on the collector does not look at the data stack of the thread that it runs on.
void ignore_data_stack() asm("sip_test_ignore_data_stack");

// Sends message `tag` of `bytes` zero bytes on an endpoint, whatever its state allows. The endpoint
// stays where it was.
template <class Endpoint>
void raw_send(const Endpoint& endpoint, std::uint32_t tag,
              std::uint32_t bytes) asm("sip_test_raw_send");

}  // namespace sip::testing
