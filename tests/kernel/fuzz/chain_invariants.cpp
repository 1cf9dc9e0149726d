// Channels, what lies in them, and who owns endpoints and blocks. See invariants.hpp.
#include <map>
#include <string>

#include "channel/endpoint.hpp"
#include "channel/trusted/slots.hpp"
#include "exheap/blocks.hpp"
#include "invariants.hpp"
#include "machine/machine.hpp"
#include "sched/scheduler.hpp"

namespace invariants {
namespace {

using namespace kernel;

void require(bool holds, std::uint32_t index, std::string_view what) {
  if (!holds)
    machine::fail("invariant: endpoint or block " + std::to_string(index) + ": " +
                  std::string(what));
}

// What messages that nobody has received hold.
struct InFlight {
  std::map<std::uint32_t, std::uint32_t> carriers;  // of endpoints
  std::map<std::uint32_t, std::uint32_t> blocks;    // how often each; more than once only shares
};

std::vector<std::byte> payload(CellId first) {
  std::vector<std::byte> bytes;
  CellId id = first;
  for (std::size_t left = cells::table[first].bytes; left != 0;) {
    const std::size_t length = left < Cell::kPayload ? left : Cell::kPayload;
    bytes.insert(bytes.end(), cells::table[id].payload.begin(),
                 cells::table[id].payload.begin() + static_cast<std::ptrdiff_t>(length));
    left -= length;
    if (left != 0) id = cells::table[id].next;
  }
  return bytes;
}

CellId last_cell(CellId id) {
  for (std::uint32_t left = cells::table[id].bytes; left > Cell::kPayload; left -= Cell::kPayload)
    id = cells::table[id].next;
  return id;
}

void add_owners(EndpointId carrier, const Message& type, const std::vector<std::byte>& bytes,
                InFlight& all) {
  for (const OwnerField& field : type.owners) {
    const std::uint64_t word = word_at(bytes, field.offset);
    if (word == 0) continue;
    if (field.kind == OwnerKind::kBlock || field.kind == OwnerKind::kVector) {
      const BlockId block = blocks::starting_at(word);
      require(!block.none(), carrier.value, "a block in its queue is no block");
      ++all.blocks[block.value];
    } else {
      const std::uint32_t index = static_cast<std::uint32_t>(word) - 1;
      require(all.carriers.emplace(index, carrier.value).second, index, "it lies in two queues");
    }
  }
}

// The queue holds as many messages as it says, each allowed by the automaton from the state of this
// end on; the state after them.
std::uint16_t walk_queue(EndpointId id, InFlight& all, std::uint32_t& cells_used) {
  const Endpoint& endpoint = channels::get(id);
  const Contract& rules = contracts::get(endpoint.contract);
  std::uint16_t state = endpoint.state;
  CellId cell = endpoint.queue.first;
  for (std::uint8_t i = 0; i < endpoint.count; ++i) {
    const Cell& first = cells::table[cell];
    const Edge edge = rules.edge(state, first.tag);
    require(edge.senders ==
                bit_of(endpoint.side == Side::kImporter ? Side::kExporter : Side::kImporter),
            id.value, "a message waits that its state does not allow");
    require(edge.bytes == first.bytes, id.value,
            "a message waits that has another size than the contract's");
    add_owners(id, rules.messages[first.tag], payload(cell), all);
    cells_used += cells::needed(1, first.bytes);
    state = edge.next;
    const CellId last = last_cell(cell);
    if (i + 1 == endpoint.count)
      require(endpoint.queue.last == last, id.value, "its queue ends elsewhere than it says");
    cell = cells::table[last].next;
  }
  if (endpoint.count == 0)
    require(endpoint.queue.first.none() && endpoint.queue.last.none(), id.value,
            "its queue is empty and has cells");
  return state;
}

// What is inside a block is the kernel's, names the block that it is in, and is counted there. How
// many there are at any depth.
std::uint32_t check_inside(BlockId outer) {
  std::uint32_t count = 0;
  std::uint64_t bytes = 0;
  BlockId before;
  for (BlockId id = blocks::get(outer).first_inside; !id.none();
       before = id, id = blocks::get(id).next) {
    const Block& block = blocks::get(id);
    require(block.outer == outer && block.owner == kKernelOwner && block.previous == before,
            id.value, "it is listed as inside of another one, and does not say so");
    count += 1 + check_inside(id);
    bytes += block.bytes_in_all();
  }
  const Block& block = blocks::get(outer);
  require(block.count_inside == count && block.bytes_inside == bytes && count <= kMostBlocksInside,
          outer.value, "what is inside is miscounted");
  return count;
}

void check_owner_lists() {
  for (std::uint32_t i = 0; i < processes::table.count(); ++i) {
    const Process& process = processes::get(processes::table.id_at(i));
    if (process.state == ProcessState::kFree) continue;
    std::uint32_t endpoints = 0, held_blocks = 0;
    std::uint64_t bytes = 0;
    std::array<std::uint16_t, 32> donations{};
    EndpointId before;
    for (EndpointId id = process.first_endpoint; !id.none();
         before = id, id = channels::get(id).next_owned, ++endpoints) {
      const Endpoint& endpoint = channels::get(id);
      require(
          endpoint.status == EndpointState::kOwned && endpoint.owner == processes::table.id_at(i),
          id.value, "it is listed by a process that does not own it");
      require(endpoint.previous_owned == before, id.value, "its process's list is inconsistent");
      if (endpoint.donation != 0) ++donations[endpoint.donation - 1u];
    }
    require(donations == process.donations, i, "donated priorities are miscounted");
    BlockId block_before;
    for (BlockId id = process.first_block; !id.none();
         block_before = id, id = blocks::get(id).next, ++held_blocks) {
      require(blocks::get(id).owner == process.owner && blocks::get(id).previous == block_before,
              id.value, "its owner's list is inconsistent");
      require(blocks::get(id).outer.none(), id.value, "it is inside of another one and owned");
      check_inside(id);
      bytes += blocks::get(id).bytes_in_all();
    }
    require(endpoints == process.endpoints && held_blocks == process.blocks, i,
            "its process's endpoints or blocks are miscounted");
    require(process.first_share.none() ? bytes == process.exchange_bytes
                                       : bytes < process.exchange_bytes,
            i, "its process's exchange bytes are miscounted");
  }
}

void check_pair(EndpointId importer, InFlight& all, std::uint32_t& open,
                std::uint32_t& cells_used) {
  const Endpoint& one = channels::get(importer);
  const Endpoint& other = channels::get(peer_of(importer));
  const bool both = one.status != EndpointState::kClosed && other.status != EndpointState::kClosed;
  for (const EndpointId id : {importer, peer_of(importer)}) {
    const Endpoint& endpoint = channels::get(id);
    if (endpoint.status == EndpointState::kClosed) {
      require(endpoint.count == 0, id.value, "it is closed and messages wait at it");
      continue;
    }
    ++open;
    require(endpoint.count <= endpoint.bound, id.value, "more messages wait than the bound allows");
    const std::uint16_t after = walk_queue(id, all, cells_used);
    if (both)
      require(after == channels::get(peer_of(id)).state || channels::get(peer_of(id)).count != 0,
              id.value, "the two ends disagree about their state");
    require((endpoint.status == EndpointState::kOwned) == (endpoint.handle != 0), id.value,
            "it has a handle though nobody owns it, or the reverse");
  }
}

}  // namespace

void check_channels_and_blocks() {
  check_owner_lists();
  InFlight all;
  std::uint32_t open = 0, cells_used = 0;
  for (std::uint32_t i = 0; i < channels::table.count() / 2; ++i)
    check_pair({2 * i}, all, open, cells_used);
  require(open == channels::endpoints_in_use(), open, "open endpoints are miscounted");
  require(cells_used == cells::table.in_use(), cells_used, "message cells are miscounted");
  for (std::uint32_t i = 0; i < 2 * channels::table.count() / 2; ++i) {
    const Endpoint& endpoint = channels::get({i});
    if (endpoint.status != EndpointState::kInFlight) continue;
    const auto found = all.carriers.find(i);
    require(found != all.carriers.end() && found->second == endpoint.carrier.value, i,
            "it is in flight and in no queue, or in another one than it says");
    all.carriers.erase(found);
  }
  require(all.carriers.empty(), all.carriers.empty() ? 0 : all.carriers.begin()->first,
          "it lies in a queue and is not in flight");
  for (const auto& [index, times] : all.blocks) {
    const Block& block = blocks::get({index});
    require(block.outer.none(), index, "it lies in a queue and inside of another one");
    check_inside({index});
    require(block.owner == kFrozenOwner || (block.owner == kKernelOwner && times == 1), index,
            "it lies in a queue and is not the kernel's");
  }
}

}  // namespace invariants
