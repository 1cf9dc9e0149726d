# The key that certifies images, and the C source through which the kernel knows its public half.
# A development key is made at the first build; -DBULKHEAD_KEY=FILE.private names a real one (FILE.public lies beside it).
set(BULKHEAD_KEY "" CACHE FILEPATH "Private key for certificates; empty: a development key made at first build")
if(BULKHEAD_KEY)
  set(BULKHEAD_PRIVATE_KEY ${BULKHEAD_KEY} CACHE INTERNAL "")
  string(REGEX REPLACE "\\.private$" ".public" public_key ${BULKHEAD_KEY})
  set(BULKHEAD_PUBLIC_KEY ${public_key} CACHE INTERNAL "")
  set(BULKHEAD_CERTIFY_FLAGS "" CACHE INTERNAL "")
  set(development 0)
else()
  set(BULKHEAD_PRIVATE_KEY ${CMAKE_BINARY_DIR}/keys/dev.private CACHE INTERNAL "")
  set(BULKHEAD_PUBLIC_KEY ${CMAKE_BINARY_DIR}/keys/dev.public CACHE INTERNAL "")
  set(BULKHEAD_CERTIFY_FLAGS --development CACHE INTERNAL "")
  set(development 1)
  # The tool is no dependency (only ordered first): a rebuilt tool must not make a new key.
  add_custom_command(OUTPUT ${BULKHEAD_PRIVATE_KEY} ${BULKHEAD_PUBLIC_KEY}
    COMMAND ${CMAKE_COMMAND} -E rm -f ${BULKHEAD_PRIVATE_KEY} ${BULKHEAD_PUBLIC_KEY}
    COMMAND $<TARGET_FILE:buildimage> keygen -o ${CMAKE_BINARY_DIR}/keys --development
    COMMENT "Making a development key" VERBATIM)
endif()

add_custom_target(bulkhead_keys DEPENDS ${BULKHEAD_PRIVATE_KEY} ${BULKHEAD_PUBLIC_KEY})
add_dependencies(bulkhead_keys buildimage)

set(BULKHEAD_PUBLIC_KEY_SOURCE ${CMAKE_BINARY_DIR}/generated/public_key.c CACHE INTERNAL "")
add_custom_command(OUTPUT ${BULKHEAD_PUBLIC_KEY_SOURCE}
  COMMAND ${CMAKE_COMMAND} -DKEY=${BULKHEAD_PUBLIC_KEY} -DDEVELOPMENT=${development} -DOUT=${BULKHEAD_PUBLIC_KEY_SOURCE}
          -P ${CMAKE_CURRENT_LIST_DIR}/WritePublicKey.cmake
  DEPENDS ${BULKHEAD_PUBLIC_KEY} ${CMAKE_CURRENT_LIST_DIR}/WritePublicKey.cmake
  COMMENT "Writing the kernel's copy of the public key" VERBATIM)
add_custom_target(bulkhead_public_key DEPENDS ${BULKHEAD_PUBLIC_KEY_SOURCE})
add_dependencies(bulkhead_public_key bulkhead_keys)
