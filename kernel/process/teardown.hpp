// The end of a process: by its own exit, by the kernel for what it did, by its creator, or with the
// system. Everything it had is taken back, its children end with it, and whoever waits for it is
// told. Threads of it that run on other CPUs are stopped first; the CPU that stops the last one
// does the rest.
#pragma once
#include "process/process.hpp"
#include "sched/thread.hpp"

namespace kernel {

// Ends the process now or, while other CPUs still run it, soon. A thread of it that runs on this
// CPU is doomed: the caller must leave it.
void end_process(ProcessId id, abi::EndKind kind, std::int64_t code, std::string_view cause);

// For the running thread's process, from within a kernel call or fault: ends it, then someone else
// runs, or the system ends if this was the process that it waits for.
[[noreturn]] void end_running_process(abi::EndKind kind, std::int64_t code, std::string_view cause);

// A doomed thread has left its CPU.
void end_doomed(Thread& thread);
// The thread is over: its stack is freed; it stays to be joined, or goes. It runs no more.
void end_thread(Thread& thread);

// How it ended, as an abi::ProcessEnd; `to` is as large.
void copy_end(const Process& process, std::span<std::byte> to);

// The creator's handle is given up: the record is free when the process has ended.
void release_process(ProcessId id);

}  // namespace kernel
