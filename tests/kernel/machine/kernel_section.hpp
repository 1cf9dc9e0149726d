// Included before everything else in each kernel source that runs on the test machine: the kernel's
// variables go into sections of their own, so that reset.cpp can put them back to what they were
// before the first boot and one process can boot thousands of systems.
#pragma clang section bss = "kernel_bss" data = "kernel_data"
