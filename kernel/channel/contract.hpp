// A contract as the monitor uses it: one transition table look-up per message. Built from the
// image's tables at start, constant afterwards. A Contract proves that every offset, index and size
// in its table was checked (docs/formats/contract.md).
#pragma once
#include <span>
#include <string_view>

#include "base/trusted/table.hpp"
#include "channel/cells.hpp"
#include "image/records.hpp"

namespace kernel {

using ContractId = Id<struct ContractTag>;

inline constexpr std::uint16_t kRefusedTransition = 0xffff;

// What the fast path of a send has to know of a message in a state, in one word: where it leads,
// how large it is, who may send it, whether it owns anything. `senders` is 0 where the contract
// refuses the message.
struct Edge {
  std::uint16_t next = kRefusedTransition;
  std::uint16_t bytes = 0;
  std::uint16_t answer_bytes = 0;  // of the largest message that `next` allows
  std::uint8_t exchangers = 0;     // senders that receive next, if it owns nothing: the short way
  std::uint8_t senders : 2 = 0;    // bit_of(side)
  bool owns : 1 = false;
  bool importer_waits : 1 = false;  // afterwards it is the exporter's turn to send

  // As channel_exchange is told them.
  std::uint64_t sizes() const { return bytes | std::uint32_t{answer_bytes} << 16; }
};
static_assert(sizeof(Edge) == 8);
inline constexpr Edge kRefusedEdge{};
inline constexpr std::uint32_t kMaxSlotBytes = 2048;
inline constexpr std::uint16_t kMaxBound = 64;

// As the exporter sees it.
enum class StateKind : std::uint8_t { kFinal = 0, kReceive = 1, kSend = 2 };
// Of an owner in a table.
inline constexpr std::uint8_t kMayBeNull = 1, kOfItself = 2, kContains = 4;
enum class OwnerKind : std::uint8_t { kBlock = 1, kVector = 2, kExporter = 3, kImporter = 4 };

// The table of a contract, and its entries, as docs/formats/contract.md lays them out.
struct TableHeader {
  std::uint64_t magic, id;  // the first eight bytes of the structural hash
  std::array<std::byte, 24> rest_of_hash;
  std::uint32_t size;
  std::uint16_t message_count, state_count, owner_count, zero, bound_in, bound_out;
  std::uint32_t slot_bytes_in, slot_bytes_out, name_at;
  std::uint32_t messages_at, owners_at, states_at, transitions_at, strings_at;
  std::uint64_t base;  // id, or 0
};
static_assert(sizeof(TableHeader) == 96);
struct MessageEntry {
  std::uint32_t name_at, bytes;
  std::uint8_t direction;  // 0 in, 1 out, 2 both
  std::array<std::byte, 3> zero;
  std::uint16_t first_owner, owner_count;
  std::uint64_t zero_too;
};
static_assert(sizeof(MessageEntry) == 24);
struct OwnerEntry {
  std::uint32_t offset;
  OwnerKind kind;
  std::uint8_t flags;
  std::uint16_t state;
  std::uint32_t element_bytes, zero;
  std::array<std::uint64_t, 4> contract;  // hash
};
static_assert(sizeof(OwnerEntry) == 48);
struct StateEntry {
  std::uint32_t name_at;
  StateKind kind;
  std::uint8_t entry;
  std::uint16_t base_state;
};
static_assert(sizeof(StateEntry) == 8);

struct ContractTable : TableHeader {
  ImageBytes bytes;

  explicit ContractTable(ImageBytes table)
      : TableHeader(read<TableHeader>(table, 0)), bytes(table) {}
  template <class T>
  T entry(std::uint64_t list_at, std::uint64_t index) const {
    return read<T>(bytes, list_at + sizeof(T) * index);
  }
  MessageEntry message(std::uint32_t i) const { return entry<MessageEntry>(messages_at, i); }
  OwnerEntry owner(std::uint32_t i) const { return entry<OwnerEntry>(owners_at, i); }
  StateEntry state(std::uint32_t i) const { return entry<StateEntry>(states_at, i); }
  std::uint16_t next(std::uint64_t state, std::uint32_t message) const {
    return entry<std::uint16_t>(transitions_at, state * message_count + message);
  }
  // Of the message pool, for one channel.
  std::uint32_t cells() const {
    return cells::needed(bound_in, slot_bytes_in) + cells::needed(bound_out, slot_bytes_out);
  }
};

struct OwnerField {
  std::uint32_t offset;
  OwnerKind kind;
  bool may_be_null;
  bool contains = false;  // blocks and vectors: other blocks may be inside
  std::uint16_t state;
  std::uint32_t element_bytes;
  ContractId contract;  // endpoints: of which contract; none if the image does not hold it
};

struct Message {
  hal::LastingText name;
  std::uint32_t bytes;
  hal::Lasting<const OwnerField> owners;
};

struct State {
  hal::LastingText name;
  StateKind kind;
  bool entry;
  std::uint32_t largest;     // bytes of the largest message that this state allows
  std::uint8_t receivers;    // bit_of(side) of who may receive in it
  std::uint16_t base_state;  // 1 + the base contract's that an exporter here may pass for, or 0
};

struct Contract {
  std::uint64_t id = 0;  // first eight bytes of the structural hash
  ContractId base;       // none if the image does not hold it
  hal::LastingText name;
  std::uint16_t message_count = 0, state_count = 0, bound_in = 0, bound_out = 0;
  hal::Lasting<Message> messages;
  hal::Lasting<State> states;
  hal::Lasting<Edge> edges;  // [state][message]
  std::uint32_t cells = 0;   // of the message pool, for one channel

  const Edge& edge(std::uint16_t state, std::uint64_t message) const {
    return message < message_count ? edges[std::size_t{state} * message_count + message]
                                   : kRefusedEdge;
  }
  bool allows(std::uint16_t state, std::uint64_t message) const {
    return edge(state, message).senders != 0;
  }
};

constexpr std::uint8_t bit_of(Side side) {
  return side == Side::kImporter ? 1 : 2;
}

// The state kind in which this side sends.
constexpr StateKind sends_in(Side side) {
  return side == Side::kImporter ? StateKind::kReceive : StateKind::kSend;
}

// Checks the table of a part; independent of every other contract.
Check check_contract_table(const Part& part);

namespace contracts {
// Builds all contracts; tables must have passed check_contract_table.
void start(const ImageView& view, Arena& arena);
extern Table<Contract, ContractId> table;
inline Contract& get(ContractId id) {
  return table[id];
}
ContractId find(std::uint64_t contract_id);
}  // namespace contracts

}  // namespace kernel
