# Thunks and slots for the kernel calls (docs/formats/sip.md), for the test SIPs.
#define CALL(number, name, group, parameters, result) \
  .section .text.k_##name, "ax", @progbits ; \
  .globl k_##name ; \
  .hidden k_##name ; \
  .type k_##name, @function ; \
  k_##name: jmp *slot_##name(%rip) ; \
  .size k_##name, . - k_##name ; \
  .section .sip.imports.slot_##name, "a", @progbits ; \
  .p2align 3 ; \
  slot_##name: .quad number ;
#include "abi/calls.def"

  .section .note.GNU-stack, "", @progbits
