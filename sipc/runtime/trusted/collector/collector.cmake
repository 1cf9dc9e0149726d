# The collector of SIPs: Boehm GC from Debian's source package (fetch.sh), compiled unmodified for a machine without an operating system,
# and what joins it to the runtime. BULKHEAD_LIBGC_TARBALL names libgc_8.2.2.orig.tar.gz for people without network.
set(BULKHEAD_LIBGC_TARBALL "" CACHE FILEPATH "An existing libgc_8.2.2.orig.tar.gz, instead of fetching it")
set(collector ${trusted}/collector)
set(libgc ${CMAKE_CURRENT_BINARY_DIR}/libgc)
find_program(BULKHEAD_CLANG clang-19 REQUIRED)

add_custom_command(OUTPUT ${libgc}/gc-8.2.2/extra/gc.c VERBATIM
  COMMAND ${collector}/fetch.sh ${libgc} ${BULKHEAD_LIBGC_TARBALL}
  DEPENDS ${collector}/fetch.sh COMMENT "Fetching the collector's source (libgc 8.2.2)")

# One heap in the SIP's window, no roots but stacks, no clock, environment or output. ALWAYS_SMALL_CLEAR_STACK: it must not wipe memory
# between two stacks. PREFETCH: the machine-code verifier knows no prefetches. A byte is added at the end of each object, so that a
# reference just behind it keeps it alive, which optimised loops have. -Os: the checks of its stores need registers that nothing else uses.
set(gc_defines -DX86_64 -Dmach_type_known -DPLATFORM_GETMEM -DNOSYS -DNO_GETENV -DNO_CLOCK -DNO_DEBUGGING -DGC_DISABLE_INCREMENTAL
    -DIGNORE_DYNAMIC_LOADING -DDONT_USE_ATEXIT -DNO_EXECUTE_PERMISSION -DGC_NOT_DLL -DSMALL_CONFIG -DMAX_HEAP_SECTS=512 -DALWAYS_SMALL_CLEAR_STACK
    "-DPREFETCH(x)=(void)0" "-DGC_PREFETCH_FOR_WRITE(x)=(void)0")
# It includes this one, too, and uses nothing of it; made here because the tree's own code includes the system's header of that name.
file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/libgc_headers/sys/types.h "#pragma once\n")
set(c_flags ${body_flags})
list(REMOVE_ITEM c_flags -std=c++23 -fno-rtti -fno-threadsafe-statics -nostdinc++ -Wall -Wextra -Werror)
add_custom_command(OUTPUT ${objects}/collector/gc.bc VERBATIM
  DEPENDS ${libgc}/gc-8.2.2/extra/gc.c ${sdk_headers}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${objects}/collector
  COMMAND ${BULKHEAD_CLANG} ${c_flags} ${gc_defines} -w -ffile-prefix-map=${libgc}=libgc -isystem ${collector}/include
          -isystem ${CMAKE_CURRENT_BINARY_DIR}/libgc_headers
          -I ${libgc}/gc-8.2.2/include -Os -emit-llvm -c ${libgc}/gc-8.2.2/extra/gc.c -o ${objects}/collector/gc.bc
  COMMENT "SDK: collector/gc.bc")
list(APPEND products ${objects}/collector/gc.bc)

foreach(body collected rows objects cells shims single threads)
  add_custom_command(OUTPUT ${objects}/collector/${body}.bc VERBATIM
    DEPENDS ${collector}/${body}.cpp ${libgc}/gc-8.2.2/extra/gc.c ${sdk_headers}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${objects}/collector
    COMMAND ${BULKHEAD_CLANGXX} ${body_flags} ${gc_defines} -isystem ${libgc}/gc-8.2.2/include -I ${collector}
            -O2 -emit-llvm -c ${collector}/${body}.cpp -o ${objects}/collector/${body}.bc
    COMMENT "SDK: collector/${body}.bc")
  list(APPEND products ${objects}/collector/${body}.bc)
endforeach()
