// What a processor exception means in the words of the SIP's programmer.
#pragma once
#include "base/text.hpp"
#include "hal/thread.hpp"
#include "process/process.hpp"
#include "sched/thread.hpp"

namespace kernel {

// `thread`: the one that faulted.
void append_fault_cause(TextBuffer& text, const Process& process, const Thread& thread,
                        const hal::Fault& fault);

}  // namespace kernel
