// The import thunks and slots of kernel/abi/calls.def: `sipk_NAME` jumps through `slot_NAME`, which holds the call's number in the file and
// the address of the kernel's entry once loaded. A section of its own for each, so that the linker keeps only what a SIP uses.
#define CALL(number, name, group, parameters, result) \
  .section .text.sipk_##name, "ax", @progbits ; \
  .p2align 4, 0xcc ; \
  .globl sipk_##name ; \
  .hidden sipk_##name ; \
  .type sipk_##name, @function ; \
  sipk_##name: jmp *slot_##name(%rip) ; \
  .size sipk_##name, . - sipk_##name ; \
  .section .sip.imports.slot_##name, "a", @progbits ; \
  .p2align 3 ; \
  .type slot_##name, @object ; \
  slot_##name: .quad number ; \
  .size slot_##name, 8 ;
#include "abi/calls.def"

  .section .note.GNU-stack, "", @progbits
