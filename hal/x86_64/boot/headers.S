// What loaders look for in kernel.elf: the PVH note (qemu -kernel) and the multiboot2 header (GRUB). Both name 32-bit entries of
// entry32.S. The header must lie in the first 32 KiB of the file, so the linker script puts this section first.

.set MULTIBOOT2_MAGIC, 0xe85250d6
.set MULTIBOOT2_I386, 0

  .section .boot.header, "a", @progbits
  .balign 8
multiboot2_header:
  .long MULTIBOOT2_MAGIC
  .long MULTIBOOT2_I386
  .long multiboot2_header_end - multiboot2_header
  .long -(MULTIBOOT2_MAGIC + MULTIBOOT2_I386 + (multiboot2_header_end - multiboot2_header))
  // Information request: command line (1), modules (3), memory map (6).
  .balign 8
  .short 1, 0
  .long 20
  .long 1, 3, 6
  // Modules on page boundaries.
  .balign 8
  .short 6, 0
  .long 8
  // Where 32-bit execution starts.
  .balign 8
  .short 3, 0
  .long 12
  .long boot_multiboot2
  // End.
  .balign 8
  .short 0, 0
  .long 8
multiboot2_header_end:

  .section .note.pvh, "a", @note
  .balign 4
  .long 4          // bytes of the name
  .long 8          // bytes of the description
  .long 18         // XEN_ELFNOTE_PHYS32_ENTRY
  .asciz "Xen"
  .quad boot_pvh
