// Where a started CPU begins: real mode, at a page below 1 MiB to which cpu/smp.cpp copies these bytes before the final page tables (which do
// not map that page) are loaded. Goes to flat 32-bit mode and on to boot_ap32.

.set TRAMPOLINE, 0x8000         // kTrampoline in cpu/smp.cpp

  .section .rodata
  .globl hal_ap_trampoline, hal_ap_trampoline_end
  .code16
hal_ap_trampoline:
  cli
  cld
  xorw %ax, %ax
  movw %ax, %ds
  lgdtl TRAMPOLINE + (ap_gdt_pointer - hal_ap_trampoline)
  movl %cr0, %eax
  orl $1, %eax
  movl %eax, %cr0
  ljmpl $0x08, $(TRAMPOLINE + (ap_32 - hal_ap_trampoline))

  .code32
ap_32:
  movl $0x10, %eax
  movl %eax, %ds
  movl %eax, %es
  movl %eax, %ss
  movl $boot_ap32, %eax
  jmp *%eax

  .balign 8
ap_gdt:
  .quad 0
  .quad 0x00cf9b000000ffff      // 0x08: flat 32-bit code
  .quad 0x00cf93000000ffff      // 0x10: flat data
ap_gdt_pointer:
  .short ap_gdt_pointer - ap_gdt - 1
  .long TRAMPOLINE + (ap_gdt - hal_ap_trampoline)
hal_ap_trampoline_end:
