// What must hold of portable bitcode before anything is generated from it. These are the compiler's
// own checks, for good messages and against its own mistakes; nobody relies on them: sipverify
// re-derives them from the bitcode in the .sip.
#pragma once
#include <llvm/IR/Module.h>
#include <llvm/Target/TargetMachine.h>

#include "backend/backend.hpp"

namespace sipc::backend {

inline constexpr char kEntry[] = "sip_main_entry";
inline constexpr char kThreadEntry[] = "sip_thread_main";

// Defines kThreadEntry: on a new thread it calls the gate (sip::detail::thread_gate) that spawned
// it. Gates are numbered in the module's order, and each learns its number as a constant, so that
// no function's address is ever taken.
Findings make_thread_entry(llvm::Module& module);

// BS0310 unknown callee, BS0311 wrong signature, BS0312 indirect call, BS0313 assembly, BS0314
// run-time initialiser, BS0315 reserved symbol, BS0316 no entry, BS0317 collected memory without a
// collector.
Findings check_callees(const llvm::Module& module, Hooks hooks, Collector collector);

// BS0320: a type is laid out differently by the virtual ABI and by x86-64.
Findings check_layout(const llvm::Module& module);

// noredzone, frame pointers, stack probes, target CPU …: the attributes that every function of a
// SIP carries, whatever it came with.
void harden(llvm::Module& module);

// Makes every call through a pointer a comparison with each function that the pointer can hold, and
// a direct call of the one that it is; no function of the right type fits: trap. The collector has
// such calls, and a SIP's text has none. What is left of the functions' addresses are numbers.
void make_calls_direct(llvm::Module& module);

// Moves locals that pointers lead to off the call stack. The last change before code generation.
void separate_stacks(llvm::Module& module, llvm::TargetMachine& machine);

// Forgets what the first of several instantiations promised about a primitive's parameters
// (dereferenceable, align, …).
void forget_promises(llvm::Module& module);

inline constexpr char kNativeTriple[] = "x86_64-unknown-none-elf";
inline constexpr char kNativeLayout[] =
    "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128";

}  // namespace sipc::backend
