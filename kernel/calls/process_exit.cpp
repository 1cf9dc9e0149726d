// process_exit(code): the caller's process is over.
#include "calls/call.hpp"

std::int64_t kernel::calls::process_exit(std::uint64_t code) {
  const auto exit_code = static_cast<std::int64_t>(code);
  TextBuffer cause;
  cause << "exit code " << exit_code;
  report_end_in_call(cause);
  end_running_process(abi::EndKind::kExited, exit_code, cause);
}
