# add_contract_mocks(NAME CONTRACTS FILE...): random-walk mocks of contract files, for tests on the host. NAME becomes an interface
# library on top of CONTRACTS, the library that add_contract() made of the same files; its include directory holds STEM.mock.hpp.
function(add_contract_mocks name contracts)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${name})
  set(headers)
  set(paths)
  foreach(file IN LISTS ARGN)
    get_filename_component(path ${file} ABSOLUTE)
    get_filename_component(stem ${file} NAME)
    string(REGEX REPLACE "\\.contract$" "" stem ${stem})
    list(APPEND headers ${out}/${stem}.mock.hpp)
    list(APPEND paths ${path})
  endforeach()
  add_custom_command(
    OUTPUT ${headers} COMMAND contractc mock ${paths} -o ${out}
    DEPENDS contractc ${paths}
    COMMENT "Writing the mocks ${name}" VERBATIM)
  add_custom_target(${name}_files DEPENDS ${headers})
  add_library(${name} INTERFACE)
  add_dependencies(${name} ${name}_files)
  target_link_libraries(${name} INTERFACE ${contracts})
  target_include_directories(${name} INTERFACE ${out} ${CONTRACT_MOCK_INCLUDE})
endfunction()
