// What a processor exception means in the words of the SIP's programmer.
#pragma once
#include "base/text.hpp"
#include "hal/thread.hpp"
#include "process/process.hpp"
#include "sched/thread.hpp"

namespace kernel {

// `stack`: of the thread that faulted.
void append_fault_cause(TextBuffer& text, const Process& process, const Region& stack,
                        const hal::Registers& registers, const hal::Fault& fault);

// Failed owner checks of stores (docs/formats/sip.md): what the SIP was about to write to, and
// whose that is.

// The trap of a check: `ud1l %t, %t` with the page's number in t. False: these bytes are none.
bool append_failed_check(TextBuffer& text, std::span<const std::byte> code,
                         const hal::Registers& registers);
// A check of an address so far from all memory that even its place in the owner map has none.
std::optional<hal::VirtAddr> page_of_map_entry(std::uint64_t address);

}  // namespace kernel
