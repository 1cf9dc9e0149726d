// One 16-byte stub for each of the 256 vectors, and the common part that builds a TrapFrame (vectors.hpp) on the interrupt stack and calls
// hal_trap. If that returns (an interrupt that concerns nobody), the interrupted code goes on.

  .macro each instruction, registers:vararg
  .irp register, \registers
  \instruction %\register
  .endr
  .endm

  .text
  .balign 16
  .globl hal_vectors
hal_vectors:
.set vector, 0
.rept 256
  .balign 16
  .if (vector == 8) || (vector >= 10 && vector <= 14) || (vector == 17) || (vector == 21) || (vector == 29) || (vector == 30)
  .else
  pushq $0                      // where the CPU pushes no error code
  .endif
  pushq $vector
  jmp trap_common
  .set vector, vector + 1
.endr

  .balign 16
trap_common:
  each pushq, r15, r14, r13, r12, r11, r10, r9, r8
  pushq $0
  each pushq, rbp, rdi, rsi, rdx, rcx, rbx, rax
  cld
  movq %rsp, %rdi
  xorl %ebp, %ebp               // end of the frame chain
  subq $8, %rsp                 // the CPU aligned the frame's end to 16; 23 words lie below it
  call hal_trap
  addq $8, %rsp
  each popq, rax, rbx, rcx, rdx, rsi, rdi, rbp
  addq $8, %rsp
  each popq, r8, r9, r10, r11, r12, r13, r14, r15
  addq $16, %rsp                // vector, error code
  iretq
