// The kernel calls' entries: where import slots of SIPs point. One stub for each number, 128 bytes apart (kCallEntryBytes in trap/threads.cpp).
// SAFETY: until rsp is the kernel's, a stub touches no memory but the thread's record through %gs; after it is the SIP's again, only ret
// touches that stack, with interrupts on, so a bad rsp is the SIP's fault (trap.cpp). The kernel's C++ keeps the callee-saved registers when
// it returns; they are stored because it may leave through resume() instead. full is 0 already (resume.S). The direction flag is clear: SIPs
// cannot set it (docs/abi.md).

  .text
  .balign 128
  .globl hal_call_entries
hal_call_entries:
.set number, 0
.rept 128
  .balign 128
  cli
  movq %rsp, %gs:64
  movq %rbx, %gs:72
  movq %rbp, %gs:80
  movq %r12, %gs:88
  movq %r13, %gs:96
  movq %r14, %gs:104
  movq %r15, %gs:112
  movq %gs:32, %rsp
  call *kernel_call_table + 8 * number
  movq %gs:64, %rsp
  sti
  ret
  .set number, number + 1
.endr
