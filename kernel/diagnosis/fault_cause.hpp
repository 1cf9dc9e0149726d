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

}  // namespace kernel
