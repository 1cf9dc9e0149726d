// process_create(description): a process of a program that the caller's manifest lists, with
// endpoints and arguments from the caller; its handle, or kQuotaExceeded. It does not run before
// process_start. The caller is its creator: it ends when its creator ends or gives up the handle.
#include "calls/call.hpp"
#include "process/children.hpp"

namespace kernel::calls {
namespace {

// The kernel's own copy of the description and the two lists: nothing is read twice.
children::Request decode(const Thread& thread, std::uint64_t description) {
  const auto range = RangeChecks::readable(thread, description, sizeof(abi::NewProcess));
  if (!range) end_caller("process_create with a description that it may not read");
  const Bytes bytes = range->bytes();
  children::Request request;
  request.creates_index = read<std::uint32_t>(bytes, 0);
  request.endpoint_count = read<std::uint32_t>(bytes, 4);
  request.argument_count = read<std::uint32_t>(bytes, 8);
  if (read<std::uint32_t>(bytes, 12) != 0 || request.endpoint_count > request.endpoints.size() ||
      request.argument_count > request.arguments.size())
    end_caller("process_create with a malformed description");
  for (std::size_t i = 0; i < request.name.size(); ++i)
    request.name[i] = static_cast<char>(bytes[16 + i]);
  const auto endpoints = RangeChecks::readable(thread, read<std::uint64_t>(bytes, 48),
                                               std::uint64_t{8} * request.endpoint_count);
  const auto arguments = RangeChecks::readable(thread, read<std::uint64_t>(bytes, 56),
                                               std::uint64_t{8} * request.argument_count);
  if (!endpoints || !arguments) end_caller("process_create with a list that it may not read");
  for (std::uint32_t i = 0; i < request.endpoint_count; ++i)
    request.endpoints[i] = read<std::uint64_t>(endpoints->bytes(), 8 * i);
  for (std::uint32_t i = 0; i < request.argument_count; ++i)
    request.arguments[i] = read<std::uint64_t>(arguments->bytes(), 8 * i);
  return request;
}

}  // namespace

std::int64_t process_create(std::uint64_t description) {
  const Thread& thread = sched::calling_thread();
  const children::Request request = decode(thread, description);
  if (const std::string_view wrong = children::check(thread.process, request); !wrong.empty())
    end_caller(wrong);
  const ProcessId child = children::create(thread.process, request);
  return child.none() ? abi::kQuotaExceeded
                      : static_cast<std::int64_t>(processes::get(child).handle);
}

}  // namespace kernel::calls
