// Where a started CPU begins: real mode, at a page below 1 MiB to which cpu/smp.cpp copies these bytes before the final page tables (which do
// not map that page) are loaded. Takes the boot's descriptors and goes on at boot_ap32, in flat 32-bit mode.

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
  ljmpl $0x18, $boot_ap32

  .balign 8
ap_gdt_pointer:
  .short 4 * 8 - 1
  .long boot_gdt                // entry32.S
hal_ap_trampoline_end:
