# Entries of kernel calls and the two ways back into a SIP. Offsets are those of hal::Context (hal/thread.hpp), which lies at %gs.
# in_kernel (%gs:40) is 1 from the first instruction of a stub to the last before the return, so that a tick knows whose registers it sees.

    .text
# One entry for each call of kernel/abi/calls.def, in a straight line: no number is passed, no table of ours is looked into.
#define CALL(number, name, group, parameters, result) \
    .globl hosted_call_##name ; \
    .p2align 6 ; \
hosted_call_##name: \
    movq $1, %gs:40 ; \
    movq %rsp, %gs:64 ; \
    movq %rbx, %gs:72 ; \
    movq %rbp, %gs:80 ; \
    movq %r12, %gs:88 ; \
    movq %r13, %gs:96 ; \
    movq %r14, %gs:104 ; \
    movq %r15, %gs:112 ; \
    movq %gs:32, %rsp ; \
    call *kernel_call_table + 8 * number(%rip) ; \
    movq %gs:64, %rsp ; \
    cmpq $0, %gs:48 ; \
    jne deferred_tick ; \
    movq $0, %gs:40 ; \
    ret ;
#include "abi/calls.def"

# A tick came while the call was served: the thread is left as if it had blocked, with its result.
deferred_tick:
    movq %rax, %gs:120
    movq $0, %gs:128
    movq $0, %gs:48
    movq %gs:0, %rdi
    movq %gs:32, %rsp
    call hosted_tick_after_call
    ud2

    .globl hosted_resume_call
hosted_resume_call:
    movq 72(%rdi), %rbx
    movq 80(%rdi), %rbp
    movq 88(%rdi), %r12
    movq 96(%rdi), %r13
    movq 104(%rdi), %r14
    movq 112(%rdi), %r15
    movq 120(%rdi), %rax
    ldmxcsr default_mxcsr(%rip)   # the C ABI keeps it over calls; another SIP may have run since
    movq 64(%rdi), %rsp
    movq $0, %gs:40
    ret

    .globl hosted_resume_full
hosted_resume_full:
    fxrstor64 384(%rdi)
    pushq 328(%rdi)
    popfq
    movq 192(%rdi), %rax
    movq 200(%rdi), %rbx
    movq 208(%rdi), %rcx
    movq 216(%rdi), %rdx
    movq 224(%rdi), %rsi
    movq 240(%rdi), %rbp
    movq 248(%rdi), %rsp
    movq 256(%rdi), %r8
    movq 264(%rdi), %r9
    movq 272(%rdi), %r10
    movq 280(%rdi), %r11
    movq 288(%rdi), %r12
    movq 296(%rdi), %r13
    movq 304(%rdi), %r14
    movq 312(%rdi), %r15
    movq 232(%rdi), %rdi
    movq $0, %gs:40
    .globl hosted_resume_jump
hosted_resume_jump:
    jmp *%gs:320

    .globl hosted_on_fresh_stack
hosted_on_fresh_stack:
    movq %rsi, %rsp
    xorl %ebp, %ebp
    call *%rdi
    ud2

    .section .rodata
    .p2align 2
default_mxcsr:
    .long 0x1f80

    .section .note.GNU-stack, "", @progbits
