# add_contract(NAME FILE...): compiles contract files. NAME becomes an interface library whose include directory holds
# STEM.contract.hpp for each file; the property BULKHEAD_CONTRACT_DIR names the directory, where also Q.canonical and Q.table lie.
# Link NAME, or add_dependencies() on it, from whatever includes the headers or packs the tables.
function(add_contract name)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${name})
  set(headers)
  foreach(file IN LISTS ARGN)
    get_filename_component(path ${file} ABSOLUTE)
    get_filename_component(stem ${file} NAME)
    string(REGEX REPLACE "\\.contract$" "" stem ${stem})
    add_custom_command(
      OUTPUT ${out}/${stem}.contract.hpp
      COMMAND contractc compile ${path} -o ${out} --depfile ${out}/${stem}.d
      DEPENDS contractc ${path}
      DEPFILE ${out}/${stem}.d
      COMMENT "Compiling contract ${stem}" VERBATIM)
    list(APPEND headers ${out}/${stem}.contract.hpp)
  endforeach()
  add_custom_target(${name}_files ALL DEPENDS ${headers})
  add_library(${name} INTERFACE)
  add_dependencies(${name} ${name}_files)
  target_include_directories(${name} INTERFACE ${out})
  set_target_properties(${name} PROPERTIES BULKHEAD_CONTRACT_DIR ${out})
endfunction()
