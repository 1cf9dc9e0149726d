// Ways back to SIP code, and onto a CPU's kernel stack. Offsets are those of hal::Context (hal/thread.hpp, checked in threads.cpp).

.set RECORD_KERNEL_STACK_TOP, 32
.set CALL_RSP, 64
.set CALL_REGISTERS, 72           // rbx, rbp, r12 … r15, and the result
.set FULL, 128
.set REGISTERS, 192
.set FPU, 384
.set FLAGS_OF_SIP, 0xcd5          // cpu/instructions.hpp
.set FLAGS_ALWAYS, 0x202
.set MSR_GS_BASE, 0xc0000101

// Loads the registers from consecutive words.
  .macro load_from base, offset, registers:vararg
  .set at, \offset
  .irp register, \registers
  movq at(\base), %\register
  .set at, at + 8
  .endr
  .endm

  .text
// void hal_resume(Context* %rdi): interrupts are off, rsp is anywhere on the CPU's kernel stack, whose top is a SlotTop (cpu/cpu.hpp).
// Neither MXCSR nor the direction flag is set: what SIPs may not do (docs/abi.md) leaves both as resume_full put them.
  .balign 64
  .globl hal_resume
hal_resume:
  movq %rsp, %rax
  orq $0xffff, %rax             // the slot's last byte
  movq %rdi, -15(%rax)          // SlotTop::current
  subq $31, %rax                // the slot's SlotTop: where the stack begins
  movq %rax, RECORD_KERNEL_STACK_TOP(%rdi)
  .globl hal_resume_set_gs
hal_resume_set_gs:              // five bytes; a jump to hal_resume_set_gs_by_msr where the CPU does not know it (cpu/cpu.cpp)
  wrgsbase %rdi
resume_gs_set:
  cmpq $0, FULL(%rdi)
  jne resume_full

  // As the return from a kernel call. From sti on a fault is the SIP's: only ret touches its stack.
  load_from %rdi, CALL_REGISTERS, rbx, rbp, r12, r13, r14, r15, rax
  movq CALL_RSP(%rdi), %rsp
  sti
  ret

resume_full:
  movq $0, FULL(%rdi)           // while a thread runs, full is 0: entry stubs need not store it
  fxrstor64 FPU(%rdi)
  movq %rax, %rsp
  leaq REGISTERS(%rdi), %rdi
  movq 136(%rdi), %rax          // a SIP runs with interrupts on and chooses nothing but these flags
  andl $FLAGS_OF_SIP, %eax
  orl $FLAGS_ALWAYS, %eax
  pushq $0x10                   // ss
  pushq 56(%rdi)                // rsp
  pushq %rax                    // rflags
  pushq $0x08                   // cs
  pushq 128(%rdi)               // rip
  load_from %rdi, 0, rax, rbx, rcx, rdx, rsi
  load_from %rdi, 48, rbp
  load_from %rdi, 64, r8, r9, r10, r11, r12, r13, r14, r15
  movq 40(%rdi), %rdi
  iretq

  .globl hal_resume_set_gs_by_msr
hal_resume_set_gs_by_msr:
  movq %rax, %rsi
  movq %rdi, %rdx
  shrq $32, %rdx
  movl %edi, %eax
  movl $MSR_GS_BASE, %ecx
  wrmsr
  movq %rsi, %rax
  jmp resume_gs_set

// void hal_run_on_stack(stack_top %rdi, function %rsi, argument %rdx, argument %rcx): never returns.
  .balign 16
  .globl hal_run_on_stack
hal_run_on_stack:
  movq %rdi, %rsp
  xorl %ebp, %ebp
  movq %rsi, %rax
  movq %rdx, %rdi
  movq %rcx, %rsi
  call *%rax
  ud2

// void hal_wait_for_interrupt(stack_top %rdi): interrupts come one instruction after sti, so none is lost between the kernel's last look and hlt.
  .balign 16
  .globl hal_wait_for_interrupt
hal_wait_for_interrupt:
  movq %rdi, %rsp
  xorl %ebp, %ebp
1:sti
  hlt
  cli
  jmp 1b
