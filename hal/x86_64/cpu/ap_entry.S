// First higher-half code of a started CPU: still on the boot page tables and no stack. Takes the final tables, then its stack.

  .text
  .globl hal_ap_entry
hal_ap_entry:
  movq hal_ap_cr3(%rip), %rax
  movq %rax, %cr3
  movq hal_ap_stack_top(%rip), %rsp
  xorl %ebp, %ebp
  call hal_ap_main
  ud2
