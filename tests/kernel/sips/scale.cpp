// Scale: a creator that makes a thousand SIPs (tiny.cpp) and a hundred thousand channels and takes
// them down again, looking for pages that stay behind.
#include "roles.hpp"

namespace {

constexpr uint32_t kMostChildren = 1000;
constexpr uint32_t kMostChannels = 100'000;

struct Child {
  uint64_t process, service;
};
Child children[kMostChildren];
struct Channel {
  uint64_t importer, exporter;
};
Channel channels[kMostChannels];

uint64_t free_frames() {
  abi::SystemInfo info{};
  k_inspect_system(&info);
  return info.frames_free;
}

void make_child(Child& child) {
  uint64_t ends[2];
  expect(k_channel_create(kC1, 0, ends), abi::kOk, "a child's channel");
  const abi::NewProcess description{.creates_index = 0,
                                    .endpoint_count = 1,
                                    .argument_count = 0,
                                    .reserved = 0,
                                    .name = "tiny",
                                    .endpoints = &ends[1],
                                    .arguments = nullptr};
  child.process = expect_handle(k_process_create(&description), "process_create");
  child.service = ends[0];
  expect(k_process_start(child.process), abi::kOk, "process_start");
}

void talk(const Child& child, int64_t x) {
  int64_t y = x;
  expect(k_channel_send(child.service, kRequest, &y, 8), abi::kOk, "ask a child");
  expect(k_channel_receive(child.service, &y, 8, abi::kNever), kReply, "a child's answer");
  expect(y, 3 * x, "a child's result");
}

void end_child(const Child& child) {
  abi::ProcessEnd end;
  expect(k_process_stop(child.process), abi::kOk, "process_stop");
  expect(k_process_wait(child.process, &end, in_ms(10'000)), abi::kOk, "process_wait");
  expect(static_cast<int64_t>(end.kind), static_cast<int64_t>(abi::EndKind::kStopped),
         "how a child ended");
  expect(k_process_release(child.process), abi::kOk, "process_release");
  expect(k_channel_close(child.service), abi::kOk, "close");
}

// Every channel carries a message, so that each has been used when it goes.
void use_channels(uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) {
    int64_t x = i, y = 0;
    expect(k_channel_send(channels[i].importer, kRequest, &x, 8), abi::kOk, "send");
    expect(k_channel_receive(channels[i].exporter, &y, 8, 0), kRequest, "receive");
    expect(y, x, "what a channel carried");
  }
}

struct Bytes {
  int64_t sip, channel;
};

Bytes round_of(uint32_t child_count, uint32_t channel_count) {
  const uint64_t before = free_frames();
  for (uint32_t i = 0; i < child_count; ++i) make_child(children[i]);
  for (uint32_t i = 0; i < child_count; ++i) talk(children[i], i);
  const uint64_t with_children = free_frames();
  for (uint32_t i = 0; i < channel_count; ++i)
    expect(k_channel_create(kC1, 0, &channels[i].importer), abi::kOk, "channel_create");
  use_channels(channel_count);
  const uint64_t with_all = free_frames();
  for (uint32_t i = 0; i < channel_count; ++i) {
    k_channel_close(channels[i].importer);
    k_channel_close(channels[i].exporter);
  }
  for (uint32_t i = 0; i < child_count; ++i) end_child(children[i]);
  expect(static_cast<int64_t>(free_frames()), static_cast<int64_t>(before),
         "frames not given back: free now");
  return {static_cast<int64_t>((before - with_children) * 4096 / child_count),
          static_cast<int64_t>((with_children - with_all) * 4096 / channel_count)};
}

// arguments: children, channels, rounds. Says how many pages were free at the start: the kernel's
// tables have taken the rest.
void creator(const abi::StartBlock& start) {
  log("pages free at the start", static_cast<int64_t>(free_frames()));
  Bytes bytes{};
  for (uint64_t i = 0; i < start.arguments[2]; ++i) {
    bytes = round_of(static_cast<uint32_t>(start.arguments[0]),
                     static_cast<uint32_t>(start.arguments[1]));
    log("round done, ms", k_time_now() / 1'000'000);
  }
  if (start.arguments[2] == 0) return;
  log("bytes of pages for a SIP", bytes.sip);
  log("bytes of pages for a channel", bytes.channel);
}

const Role kRoles[] = {ROLE(creator)};

}  // namespace

extern "C" void sip_entry(const abi::StartBlock* start, uint64_t argument) {
  play_role(kRoles, start, argument);
}
