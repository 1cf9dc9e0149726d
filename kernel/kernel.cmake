# How a HAL compiles the kernel: the sources, the freestanding C++ environment, and a function for each of the two builds.
# Included by hal/*/CMakeLists.txt (which come before kernel/ in the top-level order).
include_guard(GLOBAL)

set(BULKHEAD_KERNEL_DIR ${CMAKE_CURRENT_LIST_DIR})

file(GLOB_RECURSE BULKHEAD_KERNEL_SOURCES CONFIGURE_DEPENDS ${BULKHEAD_KERNEL_DIR}/*.cpp)
list(FILTER BULKHEAD_KERNEL_SOURCES EXCLUDE REGEX "/freestanding/")

# The archive that checks signatures, in both builds: BearSSL as Debian packs it.
find_library(BULKHEAD_BEARSSL_ARCHIVE NAMES libbearssl.a REQUIRED)

# Its headers alone, without the host's other C headers.
find_path(BULKHEAD_BEARSSL_INCLUDE bearssl.h REQUIRED)
file(GLOB bearssl_headers ${BULKHEAD_BEARSSL_INCLUDE}/bearssl*.h)
file(COPY ${bearssl_headers} DESTINATION ${CMAKE_BINARY_DIR}/generated/bearssl)

# libc++'s headers, which the bare-metal builds use over freestanding/.
execute_process(COMMAND ${CMAKE_CXX_COMPILER} -print-resource-dir OUTPUT_VARIABLE BULKHEAD_CLANG_RESOURCES
                OUTPUT_STRIP_TRAILING_WHITESPACE)
cmake_path(SET BULKHEAD_LIBCXX_HEADERS NORMALIZE "${BULKHEAD_CLANG_RESOURCES}/../../../include/c++/v1")

# Include paths that kernel and HAL sources share.
add_library(bulkhead_kernel_headers INTERFACE)
target_include_directories(bulkhead_kernel_headers INTERFACE
  ${BULKHEAD_KERNEL_DIR} ${BULKHEAD_KERNEL_DIR}/../hal/include)
target_include_directories(bulkhead_kernel_headers SYSTEM INTERFACE ${CMAKE_BINARY_DIR}/generated/bearssl)

# Which files the checker sees in its kernel profile, and which it trusts: everything in trusted/, the calling interface, the
# HAL's interface and the libraries. Written anew when a file of the kernel changes.
set(BULKHEAD_KERNEL_TRUST ${CMAKE_BINARY_DIR}/generated/kernel.trust)
file(GLOB_RECURSE kernel_files CONFIGURE_DEPENDS ${BULKHEAD_KERNEL_DIR}/*.hpp ${BULKHEAD_KERNEL_DIR}/*.cpp ${BULKHEAD_KERNEL_DIR}/*.def
     ${BULKHEAD_KERNEL_DIR}/../hal/include/*.hpp)
add_custom_command(OUTPUT ${BULKHEAD_KERNEL_TRUST} DEPENDS ${kernel_files} ${BULKHEAD_KERNEL_DIR}/trust_list.cmake VERBATIM
  COMMAND ${CMAKE_COMMAND} -DKERNEL=${BULKHEAD_KERNEL_DIR} -DLIBRARIES=${BULKHEAD_LIBCXX_HEADERS} -DCOMPILER=${BULKHEAD_CLANG_RESOURCES}
          -DOUTPUT=${BULKHEAD_KERNEL_TRUST} -P ${BULKHEAD_KERNEL_DIR}/trust_list.cmake)
add_custom_target(kernel_trust_list DEPENDS ${BULKHEAD_KERNEL_TRUST})

# bulkhead_check_kernel(TARGET): compiles the kernel's sources in TARGET with the dialect checker, in its kernel profile.
function(bulkhead_check_kernel target)
  set(checked ${BULKHEAD_KERNEL_SOURCES})
  list(FILTER checked EXCLUDE REGEX "/trusted/")
  set(checker ${CMAKE_BINARY_DIR}/lib/bulkhead_checker.so)
  set_source_files_properties(${checked} TARGET_DIRECTORY ${target} PROPERTIES OBJECT_DEPENDS ${checker} COMPILE_OPTIONS
    "-fplugin=${checker};-fplugin-arg-bulkhead_checker-trusted-list=${BULKHEAD_KERNEL_TRUST}")
  add_dependencies(${target} kernel_trust_list)
endfunction()

# bulkhead_kernel_objects(TARGET): OBJECT library of the whole kernel. The caller adds its code-model flags to TARGET (bare
# metal: hal_x86_64_options), and links ${BULKHEAD_BEARSSL_ARCHIVE} and the public key (bulkhead_public_key_source) into the ELF.
function(bulkhead_kernel_objects target)
  add_library(${target} OBJECT ${BULKHEAD_KERNEL_SOURCES})
  target_link_libraries(${target} PUBLIC bulkhead_kernel_headers)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Werror -Wshadow -fno-exceptions -fno-rtti -fwrapv
                         -fno-threadsafe-statics -fomit-frame-pointer)
  target_compile_definitions(${target} PRIVATE BULKHEAD_VERSION="${PROJECT_VERSION}")
  # One call, one file, and still one function on the fast path: the linker inlines across them. Needs lld.
  if(NOT BULKHEAD_SANITIZE)
    target_compile_options(${target} PRIVATE -flto)
    target_link_options(${target} INTERFACE -fuse-ld=lld)
  endif()
endfunction()

# bulkhead_public_key_source(TARGET): adds the C source that holds the public key which images are checked against. The image tools make it
# (custom target bulkhead_public_key) from build/keys/dev.public or the key that -DBULKHEAD_KEY names.
function(bulkhead_public_key_source target)
  set(source ${CMAKE_BINARY_DIR}/generated/public_key.c)
  set_source_files_properties(${source} PROPERTIES GENERATED TRUE)
  target_sources(${target} PRIVATE ${source})
  add_dependencies(${target} bulkhead_public_key)
endfunction()
