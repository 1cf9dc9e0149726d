// What a message owns changes hands here. See transfer.hpp; which values are legitimate was checked
// by check_owners before.
#include "channel/transfer.hpp"

#include "channel/endpoint.hpp"
#include "channel/trusted/slots.hpp"
#include "exheap/blocks.hpp"

namespace kernel::channels {
namespace {

bool is_block(const OwnerField& field) {
  return field.kind == OwnerKind::kBlock || field.kind == OwnerKind::kVector;
}

EndpointId endpoint_of(std::uint64_t handle) {
  return {static_cast<std::uint32_t>(handle) - 1};
}

// A null vector has no elements; a null endpoint or block is one zero word.
bool is_null(const OwnerField& field, std::span<const std::byte> bytes) {
  return word_at(bytes, field.offset) == 0 &&
         (field.kind != OwnerKind::kVector || word_at(bytes, field.offset + 8) == 0);
}

std::string_view check_block(ProcessId process, const OwnerField& field,
                             std::span<const std::byte> bytes) {
  const BlockId id = blocks::starting_at(word_at(bytes, field.offset));
  if (id.none() || !blocks::is_held(id, owner_of(process)))
    return "it does not own the exchange block in the message";
  if (!field.contains && !blocks::get(id).first_inside.none())
    return "there are blocks inside the one in the message, which the contract does not allow";
  const std::uint64_t count =
      field.kind == OwnerKind::kVector ? word_at(bytes, field.offset + 8) : 1;
  if (count > blocks::get(id).bytes() / field.element_bytes)
    return "the exchange block in the message is smaller than it says";
  return {};
}

// Would the endpoint, once it lies in the queue of `carrier`, lie in a queue that it carries
// itself? Then nobody could ever receive it. Each end in flight has one carrier, so the way leads
// to whatever a process holds; a way that is too long is refused as well, so the look is bounded.
bool would_carry_itself(EndpointId endpoint, EndpointId carrier) {
  constexpr unsigned kDeepest = 64;
  for (unsigned i = 0; i < kDeepest; ++i) {
    if (carrier == endpoint) return true;
    if (get(carrier).status != EndpointState::kInFlight) return false;
    if (get(carrier).carrier.none()) return false;
    carrier = get(carrier).carrier;
  }
  return true;
}

// From a contract and a state of its to its base and the state there that an exporter passes for.
bool to_base(ContractId& contract, std::uint16_t& state) {
  const Contract& derived = contracts::get(contract);
  if (derived.base.none() || state >= derived.state_count) return false;
  if (derived.states[state].base_state == 0) return false;
  state = static_cast<std::uint16_t>(derived.states[state].base_state - 1);
  contract = derived.base;
  return true;
}

std::string_view check_endpoint(ProcessId process, EndpointId over, const OwnerField& field,
                                std::span<const std::byte> bytes) {
  const EndpointId id = lookup(process, word_at(bytes, field.offset));
  if (id.none()) return "it does not own the endpoint in the message";
  if (id == over || id == peer_of(over))
    return "an end of a channel cannot travel over that channel";
  const Endpoint& endpoint = get(id);
  const Side side = field.kind == OwnerKind::kExporter ? Side::kExporter : Side::kImporter;
  constexpr unsigned kMostBases = 16;
  ContractId contract = endpoint.contract;
  std::uint16_t state = endpoint.state;
  for (unsigned i = 0; i < kMostBases && side == Side::kExporter && contract != field.contract; ++i)
    if (!to_base(contract, state)) break;
  if (contract != field.contract || endpoint.side != side)
    return "the endpoint in the message is of another contract or side";
  if (state != field.state)
    return "the endpoint in the message is not in the state that the contract says";
  if (!endpoint.waiter.none()) return "a thread waits on the endpoint in the message";
  if (would_carry_itself(id, peer_of(over)))
    return "the endpoint in the message would end up in a queue that only it leads to";
  return {};
}

}  // namespace

std::string_view check_owners(ProcessId process, EndpointId endpoint, const Message& message,
                              std::span<const std::byte> bytes) {
  for (std::size_t i = 0; i < message.owners.size(); ++i) {
    const OwnerField& field = message.owners[i];
    if (is_null(field, bytes)) {
      if (!field.may_be_null)
        return "an owner in the message is null, which the contract does not allow";
      continue;
    }
    const std::string_view wrong = is_block(field)
                                       ? check_block(process, field, bytes)
                                       : check_endpoint(process, endpoint, field, bytes);
    if (!wrong.empty()) return wrong;
    for (std::size_t j = 0; j < i; ++j) {
      const bool same_kind = is_block(field) == is_block(message.owners[j]);
      if (same_kind && word_at(bytes, message.owners[j].offset) == word_at(bytes, field.offset))
        return "the message names one owner twice";
    }
  }
  return {};
}

void clear_owners(const Message& message, std::span<std::byte> bytes) {
  for (const OwnerField& field : message.owners) {
    set_word(bytes, field.offset, 0);
    if (field.kind == OwnerKind::kVector) set_word(bytes, field.offset + 8, 0);
  }
}

void depart(const Message& message, std::span<const std::byte> bytes, OwnerId sender,
            EndpointId carrier) {
  for (const OwnerField& field : message.owners) {
    if (is_null(field, bytes)) continue;
    if (!is_block(field)) {
      put_in_flight(endpoint_of(word_at(bytes, field.offset)), carrier);
    } else if (!carrier.none()) {  // handed over directly, arrive() re-tags it at once
      blocks::give(blocks::starting_at(word_at(bytes, field.offset)), sender, kKernelOwner);
    }
  }
}

void arrive(const Message& message, std::span<std::byte> bytes, OwnerId from, ProcessId receiver) {
  for (const OwnerField& field : message.owners) {
    if (is_null(field, bytes)) continue;
    if (is_block(field)) {
      blocks::give(blocks::starting_at(word_at(bytes, field.offset)), from, owner_of(receiver));
      continue;
    }
    const EndpointId id = endpoint_of(word_at(bytes, field.offset));
    own(id, receiver);
    set_word(bytes, field.offset, get(id).handle);
  }
}

void drop_owners(const Message& message, std::span<const std::byte> bytes, OwnerId holder,
                 EndpointId& to_close) {
  const auto held = holder == kKernelOwner ? EndpointState::kInFlight : EndpointState::kOwned;
  for (const OwnerField& field : message.owners) {
    if (is_null(field, bytes)) continue;
    if (is_block(field)) {
      blocks::release(blocks::starting_at(word_at(bytes, field.offset)), holder);
      continue;
    }
    const EndpointId id = endpoint_of(word_at(bytes, field.offset));
    if (get(id).status != held) continue;
    get(id).next_to_close = to_close;
    to_close = id;
  }
}

}  // namespace kernel::channels
