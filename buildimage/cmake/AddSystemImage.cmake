# add_system_image(NAME SYSTEM FILE.toml SIPS sip… [WAIVE BV0209…]): build/images/NAME.img, packed and certified. Each sip is the target
# of an add_sip() or a path. An image whose checks were waived boots only with `allow-waived` on the kernel's command line.
function(add_system_image name)
  cmake_parse_arguments(IMAGE "" "SYSTEM" "SIPS;WAIVE" ${ARGN})
  if(NOT IMAGE_SYSTEM OR NOT IMAGE_SIPS)
    message(FATAL_ERROR "add_system_image(${name}): SYSTEM and SIPS are required")
  endif()
  cmake_path(ABSOLUTE_PATH IMAGE_SYSTEM)
  set(files "")
  set(folders "")
  foreach(sip ${IMAGE_SIPS})
    if(IS_ABSOLUTE ${sip})
      set(file ${sip})
    else()
      set(file ${CMAKE_BINARY_DIR}/sips/${sip}.sip)
    endif()
    get_filename_component(folder ${file} DIRECTORY)
    list(APPEND files ${file})
    list(APPEND folders ${folder})
  endforeach()
  list(REMOVE_DUPLICATES folders)
  set(waive "")
  if(IMAGE_WAIVE)
    list(JOIN IMAGE_WAIVE "," numbers)
    set(waive --waive ${numbers})
  endif()
  set(image ${BULKHEAD_IMAGES}/${name}.img)
  # The private key is made once and not rebuilt, so images depend on the file, not on the tool that makes it.
  add_custom_command(OUTPUT ${image}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${BULKHEAD_IMAGES}
    COMMAND $<TARGET_FILE:buildimage> pack ${IMAGE_SYSTEM} --sips ${folders} -o ${image}.unsigned
    COMMAND $<TARGET_FILE:sipverify> certify ${image}.unsigned --key ${BULKHEAD_PRIVATE_KEY} ${BULKHEAD_CERTIFY_FLAGS} ${waive} --quiet -o ${image}
    COMMAND ${CMAKE_COMMAND} -E rm -f ${image}.unsigned
    DEPENDS ${IMAGE_SYSTEM} ${files} ${BULKHEAD_PRIVATE_KEY} buildimage sipverify
    COMMENT "Packing and certifying ${name}.img" VERBATIM)
  add_custom_target(image_${name} ALL DEPENDS ${image})
  add_dependencies(image_${name} bulkhead_keys)
endfunction()
