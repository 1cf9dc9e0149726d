// Clients and servers: every request has its answer, every block comes back with what was put into
// it.
#include "abi/errors.hpp"
#include "abi/start_block.hpp"
#include "machine/numbers.hpp"
#include "shared.hpp"

namespace stress {
namespace {

using namespace machine::number;
using machine::call;

constexpr std::uint32_t kServed = 4, kFirstMixed = 2;  // exports; from which on they speak Mixed
constexpr std::uint64_t kRequest = 0, kReply = 1, kPut = 0, kGot = 1, kEnd = 3;
constexpr std::uint64_t kGotBlock = 64, kGotBytes = 120, kPutBytes = 48, kPlaceOfPut = 1024;
constexpr std::uint64_t kBlockBytes = 3 * hal::kPageBytes, kWords = kBlockBytes / 8;

std::uint64_t answer_to(std::uint64_t question) {
  return question * 3 + 1;
}

void fill(std::uint64_t block, std::uint64_t with) {
  for (std::uint64_t i = 0; i < kWords; i += 64) at<std::uint64_t>(block + 8 * i) = with + i;
}

bool holds(std::uint64_t block, std::uint64_t with) {
  for (std::uint64_t i = 0; i < kWords; i += 64)
    if (at<std::uint64_t>(block + 8 * i) != with + i) return false;
  return true;
}

// Makes the answer to what has arrived in `buffer`; tag and size of it. No bytes: nothing is to be
// answered yet. A block that was put is answered at the turn's end.
struct Answer {
  std::uint64_t tag, bytes;
};
Answer answer(std::uint64_t buffer, std::uint32_t export_index, std::uint64_t tag) {
  const bool mixed = export_index >= kFirstMixed;
  auto& put = at<std::uint64_t>(buffer + kPlaceOfPut + 8 * export_index);
  if (mixed && tag == kPut) {
    put = at<std::uint64_t>(buffer);
    return {0, 0};
  }
  if (!mixed) {
    at<std::uint64_t>(buffer) = answer_to(at<std::uint64_t>(buffer));
    return {kReply, 8};
  }
  fill(put, at<std::uint64_t>(put) + 1);
  at<std::uint64_t>(buffer + kGotBlock) = put;
  return {kGot, kGotBytes};
}

}  // namespace

machine::Script serve_by_set(machine::Sip sip, Done& done) {
  const std::uint64_t buffer = sip.context->record.stack_low;
  const auto& start = at<abi::StartBlock>(sip.start_block);
  const std::int64_t set = co_await call(sync_set_create);
  for (std::uint32_t i = 0; i < kServed; ++i)
    co_await call(sync_set_add, set, start.endpoints[i], i);
  for (std::uint32_t open = kServed; open != 0;) {
    const std::int64_t key = co_await call(sync_set_wait, set, abi::kNever);
    const std::uint64_t endpoint = start.endpoints[key];
    const std::int64_t tag = co_await call(channel_receive, endpoint, buffer, 256, abi::kNever);
    if (tag < 0) {
      co_await call(channel_close, endpoint);
      --open;
      continue;
    }
    const Answer made =
        answer(buffer, static_cast<std::uint32_t>(key), static_cast<std::uint64_t>(tag));
    if (made.bytes != 0 && co_await call(channel_send, endpoint, made.tag, buffer, made.bytes) < 0)
      ++done.wrong;
  }
  co_await call(process_exit, 0);
}

machine::Script serve_by_any(machine::Sip sip, Done& done) {
  const std::uint64_t buffer = sip.context->record.stack_low, list = buffer + 512;
  const auto& start = at<abi::StartBlock>(sip.start_block);
  std::array<std::uint32_t, kServed> positions{0, 1, 2, 3};
  for (std::uint32_t open = kServed; open != 0;) {
    for (std::uint32_t i = 0; i < open; ++i)
      at<std::uint64_t>(list + 8 * i) = start.endpoints[positions[i]];
    const std::int64_t ready = co_await call(sync_wait_any, list, open, abi::kNever);
    const std::uint32_t position = positions[static_cast<std::size_t>(ready)];
    const std::uint64_t endpoint = start.endpoints[position];
    const std::int64_t tag = co_await call(channel_receive, endpoint, buffer, 256, abi::kNever);
    if (tag < 0) {
      co_await call(channel_close, endpoint);
      positions[static_cast<std::size_t>(ready)] = positions[--open];
      continue;
    }
    const Answer made = answer(buffer, position, static_cast<std::uint64_t>(tag));
    if (made.bytes != 0 && co_await call(channel_send, endpoint, made.tag, buffer, made.bytes) < 0)
      ++done.wrong;
  }
  co_await call(process_exit, 0);
}

machine::Script ask(machine::Sip sip, const Load& load, Done& done) {
  const std::uint64_t buffer = sip.context->record.stack_low;
  const auto& start = at<abi::StartBlock>(sip.start_block);
  const std::uint64_t c1 = start.endpoints[0], mixed = start.endpoints[1];
  for (std::uint64_t i = 0; i < load.rounds; ++i) {
    at<std::uint64_t>(buffer) = i;
    std::int64_t tag = 0;
    if (i % 2 == 0) {
      co_await call(channel_send, c1, kRequest, buffer, 8);
      tag = co_await call(channel_receive, c1, buffer, 256, abi::kNever);
    } else {
      tag = co_await call(channel_exchange, c1, kRequest, buffer, buffer, 8 | 8 << 16);
    }
    if (tag == kReply && at<std::uint64_t>(buffer) == answer_to(i))
      ++done.replies;
    else
      ++done.wrong;
    if (i % 4 != 0) continue;
    const std::int64_t block = co_await call(exchange_allocate, kBlockBytes);
    if (block < 0) ++done.wrong;
    fill(static_cast<std::uint64_t>(block), i);
    for (std::uint64_t at_byte = 0; at_byte < kPutBytes; at_byte += 8)
      at<std::uint64_t>(buffer + at_byte) = 0;
    at<std::uint64_t>(buffer) = static_cast<std::uint64_t>(block);
    co_await call(channel_send, mixed, kPut, buffer, kPutBytes);
    co_await call(channel_send, mixed, kEnd, buffer, 0);
    const std::int64_t got = co_await call(channel_receive, mixed, buffer, 256, abi::kNever);
    const auto back = at<std::uint64_t>(buffer + kGotBlock);
    if (got == kGot && holds(back, i + 1))
      ++done.blocks;
    else
      ++done.wrong;
    co_await call(exchange_release, back);
  }
  co_await call(process_exit, 0);
}

}  // namespace stress
