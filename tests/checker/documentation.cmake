# Fails when docs/diagnostics/dialect.md is not what the catalogue says.
execute_process(COMMAND ${TOOL} OUTPUT_VARIABLE written COMMAND_ERROR_IS_FATAL ANY)
file(READ ${EXPECTED} expected)
if(NOT written STREQUAL expected)
  message(FATAL_ERROR "${EXPECTED} is out of date; write it anew: bulkhead_checker_docs > docs/diagnostics/dialect.md")
endif()
