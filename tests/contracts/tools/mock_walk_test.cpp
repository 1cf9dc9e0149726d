// The mocks of every system contract talk to each other until they have been everywhere; what they
// covered is printed. A contract that is missing in the list fails the first test.
#include <catch2/catch.hpp>
#include <iostream>
#include <vector>

#include "bench.mock.hpp"
#include "block_device.mock.hpp"
#include "bulk.mock.hpp"
#include "c1.mock.hpp"
#include "channel_double.hpp"
#include "clock.mock.hpp"
#include "console.mock.hpp"
#include "diagnosis.mock.hpp"
#include "directory.mock.hpp"
#include "file.mock.hpp"
#include "keyboard.mock.hpp"
#include "name_service.mock.hpp"
#include "network_device.mock.hpp"
#include "owners.mock.hpp"
#include "process_control.mock.hpp"
#include "random.mock.hpp"
#include "service.mock.hpp"
#include "service_provider.mock.hpp"
#include "supervision.mock.hpp"
#include "tcp.mock.hpp"
#include "tcp_connection.mock.hpp"
#include "udp.mock.hpp"
#include "volume.mock.hpp"

namespace {

const std::vector<contract_mock::Conversation> kConversations = {
    mock_of::Bench::kConversation,          mock_of::BlockDevice::kConversation,
    mock_of::Bulk::kConversation,           mock_of::C1::kConversation,
    mock_of::Clock::kConversation,          mock_of::Console::kConversation,
    mock_of::Diagnosis::kConversation,      mock_of::Directory::kConversation,
    mock_of::File::kConversation,           mock_of::Keyboard::kConversation,
    mock_of::NameService::kConversation,    mock_of::NetworkDevice::kConversation,
    mock_of::ProcessControl::kConversation, mock_of::Random::kConversation,
    mock_of::Service::kConversation,        mock_of::ServiceProvider::kConversation,
    mock_of::Supervision::kConversation,    mock_of::Tcp::kConversation,
    mock_of::TcpConnection::kConversation,  mock_of::Udp::kConversation,
    mock_of::Volume::kConversation,
};

constexpr std::size_t kConversationsEach = 60;
constexpr std::size_t kSteps = 200;

contract_mock::Walk walked(const contract_mock::Conversation& conversation, std::uint64_t seed) {
  contract_mock::Walk walk(*conversation.shape, seed);
  for (std::size_t i = 0; i < kConversationsEach; ++i) {
    channel_double::reset();
    walk.close_one_in = i % 2 == 0 ? 0 : 20;
    conversation.converse(walk, kSteps);
    CHECK(channel_double::open_handles() == 0);
    CHECK(channel_double::live_blocks() == 0);
  }
  return walk;
}

}  // namespace

TEST_CASE("no system contract is left out of the list above") {
  CHECK(kConversations.size() == SYSTEM_CONTRACTS);
}

TEST_CASE("the mocks of every system contract reach every state and transition, and leak nothing") {
  for (const contract_mock::Conversation& conversation : kConversations) {
    const contract_mock::Walk walk = walked(conversation, 1);
    std::cout << walk.coverage.report();
    INFO(walk.coverage.report());
    CHECK(walk.coverage.is_complete());
    CHECK(walk.coverage.has_seen_closed());
    CHECK(walk.failures == 0);
  }
}

TEST_CASE("mocks make and give up everything that a message can own") {
  const contract_mock::Walk walk = walked(mock_of::Owners::kConversation, 5);
  INFO(walk.coverage.report());
  CHECK(walk.coverage.is_complete());
  CHECK(walk.failures == 0);
}

TEST_CASE("coverage counts what was seen, and names what was not") {
  contract_mock::Coverage coverage(mock_of::C1::kShape);
  CHECK(coverage.report() ==
        "C1: 0 of 3 states, 0 of 3 transitions\n  not seen: state Start\n  not seen: state "
        "Pending\n  not seen: state Stopped\n  not seen: Request in state Start\n  not seen: Reply "
        "in state Pending\n  not seen: Error in state Pending\n");
  coverage.pass(0);
  coverage.pass(2);
  CHECK(coverage.report() ==
        "C1: 3 of 3 states, 2 of 3 transitions\n  not seen: Reply in state Pending\n");
  CHECK_FALSE(coverage.is_complete());
}

TEST_CASE("the same seed is the same walk") {
  contract_mock::Walk first(mock_of::C1::kShape, 7), second(mock_of::C1::kShape, 7),
      third(mock_of::C1::kShape, 8);
  channel_double::reset();
  mock_of::C1::converse(first, 50);
  mock_of::C1::converse(second, 50);
  mock_of::C1::converse(third, 50);
  const std::uint64_t next = first.next();
  CHECK(next == second.next());
  CHECK(next != third.next());
}

TEST_CASE("a mock client finds a server that breaks off") {
  channel_double::reset();
  contract_mock::Walk walk(mock_of::C1::kShape, 3);
  auto [imp, exp] = C1::create();
  mock_of::C1::Importer client(std::move(imp));
  CHECK(client.step(walk) == contract_mock::Step::kMoved);  // its request
  CHECK(client.step(walk) == contract_mock::Step::kIdle);   // no answer yet
  std::move(exp).close();
  CHECK(client.step(walk) == contract_mock::Step::kOver);
  CHECK(client.is_over());
  CHECK(walk.coverage.has_seen_closed());
  CHECK(channel_double::open_handles() == 0);
}
