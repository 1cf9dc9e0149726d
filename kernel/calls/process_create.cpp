// process_create(description): a process of a program that the caller's manifest lists, with
// endpoints and arguments from the caller; its handle, or kQuotaExceeded. It does not run before
// process_start. The caller is its creator: it ends when its creator ends or gives up the handle.
#include "calls/call.hpp"
#include "process/children.hpp"

namespace kernel::calls {
namespace {

template <std::size_t Most>
void read_list(std::uint64_t list, std::uint32_t count, std::array<std::uint64_t, Most>& to) {
  if (count > Most) end_caller("process_create with a malformed description");
  const auto range = RangeChecks::check(sched::calling_thread(), RangeChecks::Use::kRead, list,
                                        std::uint64_t{8} * count);
  if (!range) end_caller("process_create with a list that it may not read");
  for (std::uint32_t i = 0; i < count; ++i)
    to[i] = read<std::uint64_t>(range->bytes(), std::uint64_t{8} * i);
}

// The kernel's own copy of the description and the two lists: nothing is read twice.
children::Request decode(std::uint64_t description) {
  const auto range = RangeChecks::check(sched::calling_thread(), RangeChecks::Use::kRead,
                                        description, sizeof(abi::NewProcess));
  if (!range) end_caller("process_create with a description that it may not read");
  children::Request request{read<abi::NewProcess>(range->bytes(), 0)};
  if (request.reserved != 0) end_caller("process_create with a malformed description");
  const auto list_at = [&](std::uint64_t field) {
    return read<std::uint64_t>(range->bytes(), field);
  };
  read_list(list_at(offsetof(abi::NewProcess, endpoints)), request.endpoint_count, request.handles);
  read_list(list_at(offsetof(abi::NewProcess, arguments)), request.argument_count, request.values);
  return request;
}

}  // namespace

std::int64_t process_create(std::uint64_t description) {
  const ProcessId creator = sched::calling_thread().process;
  const children::Request request = decode(description);
  if (const std::string_view wrong = children::check(creator, request); !wrong.empty())
    end_caller(wrong);
  const ProcessId child = children::create(creator, request);
  return child.none() ? abi::kQuotaExceeded
                      : static_cast<std::int64_t>(processes::get(child).handle);
}

}  // namespace kernel::calls
