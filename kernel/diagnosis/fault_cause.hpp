// What a processor exception means in the words of the SIP's programmer.
#pragma once
#include "base/text.hpp"
#include "sched/thread.hpp"

namespace kernel {

void append_fault_cause(TextBuffer& text, const Process& process, const hal::Registers& registers,
                        const hal::Fault& fault);

}  // namespace kernel
