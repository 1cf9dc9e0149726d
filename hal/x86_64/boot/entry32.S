// From a loader's 32-bit protected mode to 64-bit code in the higher half. The three ways in (PVH, multiboot2, a second CPU's trampoline)
// share one stub. All here is linked where it is loaded; the final page tables do not map it (paging/build.cpp).
//
// Boot page tables: 2-MiB pages, the first 4 GiB seen three times: identity, direct map (PML4[256]), kernel half (PML4[511], 1 GiB).

.set CR0_PG_WP_PE, 0x80010001
.set CR4_PAE, 0x20
.set MSR_EFER, 0xc0000080
.set EFER_LME_NXE, 0x900
.set MULTIBOOT2_LOADED, 0x36d76289

  .section .boot.text, "ax", @progbits
  .code32
  .globl boot_pvh
boot_pvh:
  movl $1, %edi                 // BootProtocol::kPvh
  jmp boot_cpu0

  .globl boot_multiboot2
boot_multiboot2:
  movl $2, %edi                 // BootProtocol::kMultiboot2
  cmpl $MULTIBOOT2_LOADED, %eax
  je boot_cpu0
  movl $0, %edi                 // a loader that speaks neither: start.cpp says so

boot_cpu0:
  cli
  cld
  movl $boot_stack_top, %esp
  movl %ebx, %esi               // physical address of what the loader tells
  pushl %edi
  pushl %esi

  movl $0x80000001, %eax        // long mode and no-execute are what all protection here rests on
  cpuid
  andl $0x20100000, %edx
  cmpl $0x20100000, %edx
  jne boot_too_old

  movl $boot_tables_end, %ecx   // not every loader clears what the file does not hold
  movl $boot_tables, %edi
  subl %edi, %ecx
  xorl %eax, %eax
  rep stosb

  movl $boot_pd, %edi           // four page directories: 2048 × 2 MiB, present, writable, huge
  movl $0x83, %eax
  xorl %edx, %edx
1:movl %eax, (%edi)
  movl %edx, 4(%edi)
  addl $0x200000, %eax
  adcl $0, %edx
  addl $8, %edi
  cmpl $boot_pd + 4 * 4096, %edi
  jne 1b

  movl $boot_pd + 3, boot_pdpt_low
  movl $boot_pd + 4096 + 3, boot_pdpt_low + 8
  movl $boot_pd + 2 * 4096 + 3, boot_pdpt_low + 16
  movl $boot_pd + 3 * 4096 + 3, boot_pdpt_low + 24
  movl $boot_pd + 3, boot_pdpt_high + 510 * 8
  movl $boot_pdpt_low + 3, boot_pml4
  movl $boot_pdpt_low + 3, boot_pml4 + 256 * 8
  movl $boot_pdpt_high + 3, boot_pml4 + 511 * 8

  popl %esi
  popl %edi
  movl $boot_64_cpu0, %ebp
  lgdtl boot_gdt_pointer

// Into long mode; then to the 64-bit code at %ebp. Keeps %edi, %esi. Touches no memory: a second CPU comes with the segments of real mode.
boot_long_mode:
  movl $CR4_PAE, %eax
  movl %eax, %cr4
  movl $boot_pml4, %eax
  movl %eax, %cr3
  movl $MSR_EFER, %ecx
  rdmsr
  orl $EFER_LME_NXE, %eax
  wrmsr
  movl $CR0_PG_WP_PE, %eax
  movl %eax, %cr0
  ljmpl $0x08, $boot_64

// A second CPU arrives here from the trampoline, in flat 32-bit mode, with these descriptors.
  .globl boot_ap32
boot_ap32:
  movl $boot_64_ap, %ebp
  jmp boot_long_mode

boot_too_old:                   // no C++ yet: say it on COM1 as it is set up, and stop
  movl $boot_too_old_text, %esi
1:lodsb
  testb %al, %al
  jz 2f
  movw $0x3f8, %dx
  outb %al, %dx
  jmp 1b
2:movb $0x13, %al               // ExitCode::kKernelFault
  movw $0xf4, %dx
  outb %al, %dx
3:hlt
  jmp 3b

  .code64
boot_64:
  movl $0x10, %eax
  movl %eax, %ds
  movl %eax, %es
  movl %eax, %ss
  xorl %eax, %eax
  movl %eax, %fs
  movl %eax, %gs
  movl %ebp, %ebp
  jmp *%rbp

boot_64_cpu0:
  movabsq $hal_boot_stack_top, %rsp
  movl %edi, %edi
  movl %esi, %esi
  xorl %ebp, %ebp
  movabsq $hal_start, %rax
  call *%rax
1:hlt
  jmp 1b

boot_64_ap:
  movabsq $hal_ap_entry, %rax
  jmp *%rax

  .section .boot.data, "aw", @progbits
  .balign 8
  .globl boot_gdt
boot_gdt:
  .quad 0
  .quad 0x00af9b000000ffff      // 0x08: 64-bit code
  .quad 0x00cf93000000ffff      // 0x10: data
  .quad 0x00cf9b000000ffff      // 0x18: flat 32-bit code
boot_gdt_pointer:
  .short boot_gdt_pointer - boot_gdt - 1
  .long boot_gdt
boot_too_old_text:
  .asciz "bulkhead: [H-001] this CPU has no 64-bit mode or no no-execute pages: use an x86-64 CPU (qemu: -cpu max)\r\n"

  .section .boot.bss, "aw", @nobits
  .balign 4096
boot_tables:
boot_pml4:
  .skip 4096
boot_pdpt_low:
  .skip 4096
boot_pdpt_high:
  .skip 4096
boot_pd:
  .skip 4 * 4096
boot_tables_end:
  .skip 256
boot_stack_top:

  .bss
  .balign 16
  .skip 16384
hal_boot_stack_top:
