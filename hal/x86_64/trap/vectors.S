// One 16-byte stub for each of the 256 vectors, and the common part that builds a TrapFrame (vectors.hpp) on the interrupt stack and calls
// hal_trap. If that returns (an interrupt that concerns nobody), the interrupted code goes on.

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
  pushq %r15
  pushq %r14
  pushq %r13
  pushq %r12
  pushq %r11
  pushq %r10
  pushq %r9
  pushq %r8
  pushq $0
  pushq %rbp
  pushq %rdi
  pushq %rsi
  pushq %rdx
  pushq %rcx
  pushq %rbx
  pushq %rax
  cld
  movq %rsp, %rdi
  xorl %ebp, %ebp               // end of the frame chain
  subq $8, %rsp                 // the CPU aligned the frame's end to 16; 23 words lie below it
  call hal_trap
  addq $8, %rsp
  popq %rax
  popq %rbx
  popq %rcx
  popq %rdx
  popq %rsi
  popq %rdi
  popq %rbp
  addq $8, %rsp
  popq %r8
  popq %r9
  popq %r10
  popq %r11
  popq %r12
  popq %r13
  popq %r14
  popq %r15
  addq $16, %rsp                // vector, error code
  iretq
