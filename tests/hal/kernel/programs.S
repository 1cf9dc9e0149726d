// Programs that stand in for SIPs: position-independent, copied by test_kernel.cpp into a window. Each is entered with the address of its
// data page in rdi. The faulting ones first give every register a value that faults.cpp knows: register i of hal::Registers holds
// 0x0101010101010101 * (i + 1), but r15 = data page and rsp = the stack.

  .section .rodata
  .balign 4096
  .globl programs_start, programs_end
programs_start:

.macro program name
  .balign 16
  .globl program_\name
program_\name:
.endm

.macro at name                  // the next instruction is the one that faults
  .globl program_\name\()_at
program_\name\()_at:
.endm

.macro fill_registers
  movq %rdi, %r15
  movabsq $0x0101010101010101, %rax
  movabsq $0x0202020202020202, %rbx
  movabsq $0x0303030303030303, %rcx
  movabsq $0x0404040404040404, %rdx
  movabsq $0x0505050505050505, %rsi
  movabsq $0x0606060606060606, %rdi
  movabsq $0x0707070707070707, %rbp
  movabsq $0x0909090909090909, %r8
  movabsq $0x0a0a0a0a0a0a0a0a, %r9
  movabsq $0x0b0b0b0b0b0b0b0b, %r10
  movabsq $0x0c0c0c0c0c0c0c0c, %r11
  movabsq $0x0d0d0d0d0d0d0d0d, %r12
  movabsq $0x0e0e0e0e0e0e0e0e, %r13
  movabsq $0x0f0f0f0f0f0f0f0f, %r14
.endm

program pattern_null_read
  fill_registers
at pattern_null_read
  movq 8, %rax

program pattern_text_write
  fill_registers
at pattern_text_write
  movq %rax, programs_zero(%rip)

program pattern_kernel_write    // text of the kernel, from ring 0: CR0.WP must hold
  fill_registers
  movq 8(%r15), %r15
at pattern_kernel_write
  movq %rax, (%r15)

program pattern_execute_data
  fill_registers
  jmp *%r15

program pattern_noncanonical
  fill_registers
at pattern_noncanonical
  movq (%r14), %rax

program pattern_bad_stack
  fill_registers
  movq %r14, %rsp
at pattern_bad_stack
  pushq %rax

program pattern_divide
  fill_registers
at pattern_divide
  divl programs_zero(%rip)

program pattern_invalid
  fill_registers
at pattern_invalid
  ud2

program pattern_breakpoint
  fill_registers
  int3
at pattern_breakpoint           // a trap: rip is behind it
  nop

program pattern_x87
  fldcw programs_x87_control(%rip)
  fld1
  fldz
  fdivrp
  fill_registers
at pattern_x87
  fwait

program pattern_other
  fill_registers
  int $4                        // overflow trap: a vector without a FaultKind of its own
at pattern_other
  nop

program pattern_kernel_text     // a wild jump into the kernel's text
  fill_registers
  jmp *8(%r15)

program pattern_stack_overflow
  fill_registers
at pattern_stack_overflow
1:pushq %rax
  jmp 1b

program pattern_bad_return      // a kernel call made with a stack that is not there: the call works, its return is the SIP's fault
  fill_registers
  movl $0x1000, %esp
  jmp *8(%r15)

program nmi
  int $2

program machine_check
  int $18

program no_stack                // ticks must not need the SIP's stack
  xorl %esp, %esp
1:jmp 1b

program loop
1:jmp 1b

program count                   // data page: 0x00 rounds
1:incq (%rdi)
  jmp 1b

// Reads a word for ever; ud2 when it is not zero. Data page: 0x00 its address, 0x08 how often it was read.
program read
  movq (%rdi), %rsi
1:cmpq $0, (%rsi)
  jne 2f
  incq 8(%rdi)
  jmp 1b
2:ud2

program read_once               // data page: 0x00 the address of a word, 0x08 what was there
  movq (%rdi), %rsi
  movq (%rsi), %rax
  movq %rax, 8(%rdi)
  ud2

// Spins for ever with 14 registers, 15 SSE registers, MXCSR and rsp at values from the data page; counts rounds; ud2 when one is not as it was.
// Data page: 0x00 rounds, 0x08 … patterns (word i + 1 for register i), 0x80 scratch, 0x88 mxcsr, 0x90 rsp, 0x98 %gs:0,
// 0x100 + 16 i: xmm i.
program spin
  movq %rdi, %r15
  movq %rsp, 0x90(%r15)
  ldmxcsr 0x88(%r15)
  .irp i, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14
  movdqu 0x100 + 16 * \i(%r15), %xmm\i
  .endr
  movq 0x10(%r15), %rbx
  movq 0x18(%r15), %rcx
  movq 0x20(%r15), %rdx
  movq 0x28(%r15), %rsi
  movq 0x30(%r15), %rdi
  movq 0x38(%r15), %rbp
  movq 0x40(%r15), %r8
  movq 0x48(%r15), %r9
  movq 0x50(%r15), %r10
  movq 0x58(%r15), %r11
  movq 0x60(%r15), %r12
  movq 0x68(%r15), %r13
  movq 0x70(%r15), %r14
spin_round:
  incq (%r15)
  cmpq 0x10(%r15), %rbx
  jne spin_bad
  cmpq 0x18(%r15), %rcx
  jne spin_bad
  cmpq 0x20(%r15), %rdx
  jne spin_bad
  cmpq 0x28(%r15), %rsi
  jne spin_bad
  cmpq 0x30(%r15), %rdi
  jne spin_bad
  cmpq 0x38(%r15), %rbp
  jne spin_bad
  cmpq 0x40(%r15), %r8
  jne spin_bad
  cmpq 0x48(%r15), %r9
  jne spin_bad
  cmpq 0x50(%r15), %r10
  jne spin_bad
  cmpq 0x58(%r15), %r11
  jne spin_bad
  cmpq 0x60(%r15), %r12
  jne spin_bad
  cmpq 0x68(%r15), %r13
  jne spin_bad
  cmpq 0x70(%r15), %r14
  jne spin_bad
  cmpq 0x90(%r15), %rsp
  jne spin_bad
  .irp i, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14
  movdqa %xmm\i, %xmm15
  pcmpeqb 0x100 + 16 * \i(%r15), %xmm15
  pmovmskb %xmm15, %eax
  cmpl $0xffff, %eax
  jne spin_bad
  .endr
  stmxcsr 0x80(%r15)
  movl 0x80(%r15), %eax
  cmpl 0x88(%r15), %eax
  jne spin_bad
  movq %gs:0, %rax
  cmpq 0x98(%r15), %rax
  jne spin_bad
  jmp spin_round
spin_bad:
  ud2

// Makes kernel calls for ever: rounds of call A (returns at once) and call B (resumed later), checking results and what the C ABI preserves.
// Data page: 0x00 rounds, 0x08 entry A, 0x10 entry B, 0x18 entry of "failed".
program call
  movq %rdi, %r15
  movabsq $0x1112131415161718, %rbx
  movabsq $0x2122232425262728, %rbp
  movabsq $0x3132333435363738, %r12
  movabsq $0x4142434445464748, %r13
  movabsq $0x5152535455565758, %r14
call_round:
  incq (%r15)
  movl $1, %edi
  movl $20, %esi
  movl $300, %edx
  movl $4000, %ecx
  movl $50000, %r8d
  movl $600000, %r9d
  movq %rsp, 0x20(%r15)
  call *0x08(%r15)
  cmpq $654321, %rax
  jne call_bad
  call call_check
  movq (%r15), %rdi
  call *0x10(%r15)
  movq (%r15), %rcx
  addq $7, %rcx
  cmpq %rcx, %rax
  jne call_bad
  call call_check
  jmp call_round
call_check:
  movabsq $0x1112131415161718, %rax
  cmpq %rax, %rbx
  jne call_bad
  movabsq $0x2122232425262728, %rax
  cmpq %rax, %rbp
  jne call_bad
  movabsq $0x3132333435363738, %rax
  cmpq %rax, %r12
  jne call_bad
  movabsq $0x4142434445464748, %rax
  cmpq %rax, %r13
  jne call_bad
  movabsq $0x5152535455565758, %rax
  cmpq %rax, %r14
  jne call_bad
  leaq 8(%rsp), %rax
  cmpq 0x20(%r15), %rax
  jne call_bad
  ret
call_bad:
  call *0x18(%r15)
  ud2


// Makes 1000 empty calls and leaves the time they took in the data page. Data page: 0x08 the call, 0x10 the call that ends the scenario.
program call_cost
  movq %rdi, %r15
  movl $1000, %ebx
  rdtsc
  shlq $32, %rdx
  orq %rdx, %rax
  movq %rax, %r12
1:call *0x08(%r15)
  decl %ebx
  jnz 1b
  rdtsc
  shlq $32, %rdx
  orq %rdx, %rax
  subq %r12, %rax
  movq %rax, (%r15)
  call *0x10(%r15)

// A request and its reply, as far as the HAL is concerned: each of two threads makes a call that returns and one that blocks and resumes the
// other, in turn. Data page as above, 0x18: the call that blocks.
program pair_cost
  movq %rdi, %r15
  movl $1000, %ebx
  rdtsc
  shlq $32, %rdx
  orq %rdx, %rax
  movq %rax, %r12
1:call *0x08(%r15)
  call *0x18(%r15)
  decl %ebx
  jnz 1b
  rdtsc
  shlq $32, %rdx
  orq %rdx, %rax
  subq %r12, %rax
  movq %rax, (%r15)
  call *0x10(%r15)

programs_zero:
  .quad 0
programs_x87_control:
  .short 0x037b                 // divide-by-zero unmasked
programs_end:

  .text
  .globl kernel_invalid_instruction
kernel_invalid_instruction:
  ud2
