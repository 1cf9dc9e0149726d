# Entries of kernel calls and the two ways back into a SIP. Offsets at %gs and %rdi are those of hal::Context (hal/thread.hpp), offsets at
# IN_KERNEL those of hal::hosted::Cpu (machine.hpp), which %fs finds: SIPs leave Linux's %fs alone.
#
# IN_KERNEL is 1 from the first instruction of a stub on. On the way out it is cleared first and PENDING looked at afterwards, with everything
# back in the SIP's registers and on its stack: a signal that comes in between preempts the SIP there, and none is overlooked.

.set IN_KERNEL, 0
.set PENDING, 4

    .text
# One entry for each number, 128 bytes apart (kCallEntryBytes in threads.cpp); each is 127 long.
    .p2align 7
    .globl hosted_call_entries
hosted_call_entries:
.set number, 0
.rept 128
    .p2align 7
    movl $1, %fs:hosted_cpu@tpoff + IN_KERNEL
    movq %rsp, %gs:64
    movq %rbx, %gs:72
    movq %rbp, %gs:80
    movq %r12, %gs:88
    movq %r13, %gs:96
    movq %r14, %gs:104
    movq %r15, %gs:112
    movq %gs:32, %rsp
    call *kernel_call_table + 8 * number(%rip)
    movq %gs:64, %rsp
    movl $0, %fs:hosted_cpu@tpoff + IN_KERNEL
    cmpl $0, %fs:hosted_cpu@tpoff + PENDING
    jne leave_as_blocked
    ret
    .set number, number + 1
.endr

# Something came while the call was served: the thread is left as if it had blocked, with its result. If the thread was preempted on its way
# here, that may have been seen to.
leave_as_blocked:
    movl $1, %fs:hosted_cpu@tpoff + IN_KERNEL
    movq %rax, %gs:120
    movq $0, %gs:128
    movq %gs:0, %rdi
    movq %gs:32, %rsp
    call hosted_serve_pending
    ud2

# void hosted_resume_call(Context*). It jumps, because the CPU predicts a `ret` from the calls that it saw, which were another thread's. MXCSR and the direction flag are as the ABI says: no SIP can change them (docs/abi.md).
    .p2align 6
    .globl hosted_resume_call
hosted_resume_call:
    movq 72(%rdi), %rbx
    movq 80(%rdi), %rbp
    movq 88(%rdi), %r12
    movq 96(%rdi), %r13
    movq 104(%rdi), %r14
    movq 112(%rdi), %r15
    movq 120(%rdi), %rax
    movq 64(%rdi), %rsp
    movl $0, %fs:hosted_cpu@tpoff + IN_KERNEL
    cmpl $0, %fs:hosted_cpu@tpoff + PENDING
    jne leave_as_blocked
    popq %rcx
    jmp *%rcx

# void hosted_resume_full(Context*), on the kernel stack. From here to hosted_resume_jump, that included, the thread is still whole in its
# Context, but for `full`: a signal that finds rip in this range needs not save anything (signals.cpp).
    .p2align 6
    .globl hosted_resume_full
hosted_resume_full:
    cmpl $0, %fs:hosted_cpu@tpoff + PENDING
    jne 1f
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
    movl $0, %fs:hosted_cpu@tpoff + IN_KERNEL
    movq $0, %gs:128
    .globl hosted_resume_jump
hosted_resume_jump:
    jmp *%gs:320
1:  movq %gs:32, %rsp
    call hosted_serve_pending
    ud2

    .globl hosted_signal_return
hosted_signal_return:
    movl $15, %eax                # rt_sigreturn
    syscall

# void hosted_on_fresh_stack(void (*function)(), stack_top)
    .globl hosted_on_fresh_stack
hosted_on_fresh_stack:
    movq %rsi, %rsp
    xorl %ebp, %ebp
    call *%rdi
    ud2

    .section .note.GNU-stack, "", @progbits
