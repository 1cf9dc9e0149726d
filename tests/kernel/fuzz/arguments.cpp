// See arguments.hpp.
#include "arguments.hpp"

#include <cstring>

#include "abi/errors.hpp"
#include "calls/call.hpp"
#include "channel/endpoint.hpp"
#include "exheap/blocks.hpp"
#include "hal/boot.hpp"
#include "sched/scheduler.hpp"
#include "system.hpp"

namespace fuzz {
namespace {

using namespace kernel;

constexpr std::uint64_t kScratchBytes =
    3072;  // of the stack, from its low end: where structures for calls are built
constexpr std::array<std::uint64_t, 18> kEdges{0,
                                               1,
                                               2,
                                               7,
                                               8,
                                               63,
                                               64,
                                               65,
                                               4095,
                                               4096,
                                               4097,
                                               0x7fff'ffff,
                                               0xffff'ffff,
                                               0x1'0000'0000,
                                               0x7fff'ffff'ffff'ffff,
                                               0x8000'0000'0000'0000,
                                               0xffff'ffff'ffff'f000,
                                               ~std::uint64_t{0}};

constexpr std::uint32_t kStart = 4, kFreeze = 33, kShare = 34, kNest = 35, kUnnest = 36, kSend = 41,
                        kReceive = 42, kExchange = 44, kLock = 91, kUnlock = 92,
                        kObjectRelease = 98, kWaitAny = 99, kSetAdd = 101;

const Process& process_of(const Thread& thread) {
  return processes::get(thread.process);
}

}  // namespace

std::optional<machine::Deed> Arguments::call(const Thread& caller, const Shape& shape) {
  caller_ = &caller;
  number_ = shape.number;
  lacks_ = false;
  handle_ = tag_ = size_ = 0;
  machine::Deed deed{.number = shape.number};
  for (std::size_t i = 0; i < shape.parameters.size() && shape.parameters[i] != Parameter::kNone;
       ++i) {
    const std::uint64_t plausible = value(shape.parameters[i]);
    deed.arguments[i] = source_.one_in(hostile_in_) ? hostile() : plausible;
    if (i == 0) handle_ = deed.arguments[0];
    if (shape.parameters[i] == Parameter::kTag) tag_ = deed.arguments[i];
  }
  if (lacks_ && !source_.one_in(hostile_in_)) return std::nullopt;
  return deed;
}

std::uint64_t Arguments::value(Parameter parameter) {
  using enum Parameter;
  switch (parameter) {
    case kEndpoint:
      return endpoint();
    case kMutex:
      return object(ObjectKind::kMutex);
    case kObject: {
      constexpr std::array kKinds{ObjectKind::kMutex, ObjectKind::kEvent, ObjectKind::kWaitSet};
      return object(kKinds[source_.below(kKinds.size())]);
    }
    case kEvent:
      return object(ObjectKind::kEvent);
    case kSet:
      return object(ObjectKind::kWaitSet);
    case kThread:
      return thread();
    case kChild:
      return child();
    case kWaitable:
      return waitable();
    case kMember:
      return member();
    case kBlock:
      return block();
    case kInside:
      return inside();
    case kReadable:
    case kWritable:
      size_ = source_.below(600);
      return place(size_);
    case kLasting:
      size_ = 256;
      return caller_->context.record.stack_low + kScratchBytes + 8 * source_.below(64);
    case kLastingPlace:
      return caller_->context.record.stack_low + kScratchBytes + 8 * source_.below(64);
    case kAnswer:
      return caller_->context.record.stack_low + kScratchBytes + 8 * source_.below(64);
    case kSize:
      return size_;
    case kSizes:
      return size_ | answer_bytes() << 16;
    case kPlace:
      return place(sizeof(abi::SystemInfo));
    case kDescription:
      return description();
    case kHandleList:
      return handle_list();
    case kCount:
      return size_;
    case kDeadline:
      return deadline();
    case kPeriod:
      return source_.below(3) == 0 ? 1'000'000 * (1 + source_.below(5)) : 0;
    case kContract: {
      const ContractId id{
          static_cast<std::uint32_t>(source_.below(kernel::contracts::table.count()))};
      return kernel::contracts::get(id).id;
    }
    case kState:
      return 0;
    case kTag:
      return tag();
    case kMessage:
      return message();
    case kPages:
      return hal::kPageBytes * (1 + source_.below(4));
    case kHeapPages: {
      const std::uint32_t pages = process_of(*caller_).regions[kHeapRegion].frames.count;
      lacks_ = lacks_ || pages == 0;
      return hal::kPageBytes * source_.below(pages + 1);
    }
    case kSmall:
      return source_.below(4);
    case kIrq:
      return granted(process_of(*caller_).record.irq_count);
    case kOpenIrq:
      return open_irq();
    case kRange:
      return granted(process_of(*caller_).record.device_range_count);
    case kPort:
      granted(process_of(*caller_).record.port_range_count);
      return 0x70;
    case kWidth:
      return std::uint64_t{1} << source_.below(3);
    case kCpus:
      return 1 + 2 * source_.below(8);
    case kAny:
    case kNone:
      return 1 + source_.below(255);
  }
  return 0;
}

// Edge values, other SIPs' addresses and handles, and what was good once.
std::uint64_t Arguments::hostile() {
  switch (source_.below(5)) {
    case 0:
      return kEdges[source_.below(kEdges.size())];
    case 1: {
      const std::uint64_t page = machine::layout().window_base.value +
                                 source_.below(8) * machine::layout().window_bytes +
                                 source_.below(16) * hal::kPageBytes;
      return page + kEdges[source_.below(10)];
    }
    case 2:
      return machine::layout().exchange_base.value + source_.below(64) * hal::kPageBytes * 8;
    case 3:
      return foreign_handle();
    default:
      return seen_[source_.below(seen_.size())];
  }
}

std::uint64_t Arguments::foreign_handle() {
  const std::uint32_t index = static_cast<std::uint32_t>(source_.below(16));
  switch (source_.below(4)) {
    case 0:
      return channels::table.holds({index}) ? channels::get({index}).handle : 0;
    case 1:
      return objects::table.holds({index}) ? objects::get({index}).handle : 0;
    case 2:
      return sched::table.holds({index}) ? calls::handle_of(sched::get({index})) : 0;
    default:
      return processes::table.holds({index}) ? processes::get({index}).handle : 0;
  }
}

// Any of those in a list that the predicate likes, or nothing: then the SIP lacks what the call
// needs.
template <class Id, class Next, class Likes, class Handle>
std::uint64_t Arguments::pick(Id first, Next next, Likes likes, Handle handle) {
  std::uint32_t count = 0;
  for (Id id = first; !id.none(); id = next(id)) count += likes(id) ? 1 : 0;
  lacks_ = lacks_ || count == 0;
  if (count == 0) return 0;
  std::uint64_t skip = source_.below(count);
  Id id = first;
  while (!likes(id) || skip-- != 0) id = next(id);
  seen_[next_seen_++ % seen_.size()] = handle(id);
  return handle(id);
}

template <class Likes>
std::uint64_t Arguments::pick_endpoint(Likes likes) {
  return pick(
      process_of(*caller_).first_endpoint,
      [](EndpointId id) { return channels::get(id).next_owned; }, likes,
      [](EndpointId id) { return channels::get(id).handle; });
}

std::uint64_t Arguments::endpoint() {
  return pick_endpoint([this](EndpointId id) {
    const Endpoint& endpoint = channels::get(id);
    const Endpoint& peer = channels::get(peer_of(id));
    const std::uint8_t receivers = endpoint.states[endpoint.state].receivers;
    const std::uint8_t side = bit_of(endpoint.side);
    if (number_ == kExchange && !endpoint.waiter.none()) return false;
    if (number_ == kSend || number_ == kExchange)
      return receivers != 0 && (receivers & side) == 0 &&
             (peer.status == EndpointState::kClosed || peer.count < peer.bound);
    if (number_ == kReceive) return (receivers & side) != 0 && endpoint.waiter.none();
    return endpoint.waiter.none() && (number_ != kSetAdd || endpoint.waitable.set.none());
  });
}

// One of that contract and side, which may be given away in `state`.
std::uint64_t Arguments::endpoint_for(std::uint32_t contract, Side side, std::uint32_t state) {
  return pick_endpoint([=](EndpointId id) {
    const Endpoint& endpoint = channels::get(id);
    return endpoint.contract.value == contract && endpoint.side == side &&
           endpoint.state == state && endpoint.waiter.none();
  });
}

std::uint64_t Arguments::object(ObjectKind kind) {
  const auto likes = [this, kind](ObjectId id) {
    const Object& object = objects::get(id);
    if (object.kind != kind) return false;
    if (number_ == kLock) return object.holder != caller_->id;
    if (number_ == kUnlock) return object.holder == caller_->id;
    if (number_ == kObjectRelease) return !objects::is_busy(object);
    if (number_ == kWaitAny) return object.waiter.none();
    return number_ != kSetAdd || kind != ObjectKind::kEvent || object.waitable.set.none();
  };
  return pick(
      process_of(*caller_).first_object, [](ObjectId id) { return objects::get(id).next; }, likes,
      [](ObjectId id) { return objects::get(id).handle; });
}

std::uint64_t Arguments::block() {
  const Process& process = process_of(*caller_);
  const bool wants_share =
      number_ == kShare || (number_ != kFreeze && number_ != kNest && number_ != kUnnest &&
                            !process.first_share.none() && source_.below(3) == 0);
  if (wants_share)
    return pick(
        process.first_share, [](ShareId) { return ShareId{}; }, [](ShareId) { return true; },
        [](ShareId id) { return blocks::base(blocks::shares[id].block).value; });
  return pick(
      process.first_block, [](BlockId id) { return blocks::get(id).next; },
      [this](BlockId id) {
        const Block& block = blocks::get(id);
        if (number_ == kUnnest) return !block.first_inside.none();
        return number_ == kFreeze ? block.first_inside.none() : blocks::base(id).value != handle_;
      },
      [](BlockId id) { return blocks::base(id).value; });
}

std::uint64_t Arguments::inside() {
  const BlockId outer = blocks::starting_at(handle_);
  const BlockId first = outer.none() ? BlockId{} : blocks::get(outer).first_inside;
  lacks_ = lacks_ || first.none();
  return first.none() ? 0 : blocks::base(first).value;
}

std::uint64_t Arguments::thread() {
  const auto likes = [this](ThreadId id) {
    return id != caller_->id && sched::get(id).joiner.none();
  };
  return pick(
      process_of(*caller_).first_thread, [](ThreadId id) { return sched::get(id).next_sibling; },
      likes, [](ThreadId id) { return calls::handle_of(sched::get(id)); });
}

std::uint64_t Arguments::child() {
  const auto likes = [this](ProcessId id) {
    const Process& process = processes::get(id);
    return process.waiter.none() &&
           (number_ != kStart || process.state != ProcessState::kRunning) &&
           (number_ != kSetAdd || process.waitable.set.none());
  };
  return pick(
      process_of(*caller_).first_child,
      [](ProcessId id) { return processes::get(id).next_sibling; }, likes,
      [](ProcessId id) { return processes::get(id).handle; });
}

std::uint64_t Arguments::waitable() {
  const std::uint64_t kind = source_.below(4);
  return kind == 0 ? child() : kind == 1 ? object(ObjectKind::kEvent) : endpoint();
}

std::uint64_t Arguments::member() {
  const ObjectId set = objects::lookup(caller_->process, handle_, ObjectKind::kWaitSet);
  const WaitRef ref = set.none() ? WaitRef{} : objects::get(set).first_member;
  switch (ref.kind) {
    case WaitKind::kEndpoint:
      return channels::get({ref.index}).handle;
    case WaitKind::kEvent:
      return objects::get({ref.index}).handle;
    case WaitKind::kProcess:
      return processes::get({ref.index}).handle;
    default:
      lacks_ = true;
      return 0;
  }
}

std::uint64_t Arguments::granted(std::uint32_t count) {
  lacks_ = lacks_ || count == 0;
  return count == 0 ? 0 : source_.below(count);
}

std::uint64_t Arguments::open_irq() {
  const Process& process = process_of(*caller_);
  for (ObjectId id = process.first_object; !id.none(); id = objects::get(id).next) {
    for (std::uint32_t i = 0; i < process.record.irq_count; ++i)
      if (objects::get(id).irq == process.record.irq(i).line) return i;
  }
  lacks_ = true;
  return 0;
}

// On the stack, in data, in the heap or in a block.
std::uint64_t Arguments::place(std::uint64_t bytes) {
  const Process& process = process_of(*caller_);
  switch (source_.below(5)) {
    case 0:
      return process.regions[kDataRegion].base.value + source_.below(2000);
    case 1:
      if (process.regions[kHeapRegion].bytes() > bytes)
        return process.regions[kHeapRegion].base.value + process.regions[kHeapRegion].bytes() -
               bytes;
      [[fallthrough]];
    case 2:
      if (!process.first_block.none()) return blocks::base(process.first_block).value;
      [[fallthrough]];
    default:
      return caller_->context.record.stack_low + kScratchBytes + source_.below(512);
  }
}

std::uint64_t Arguments::deadline() {
  const std::uint64_t now = hal::now_ns();
  switch (source_.below(12)) {
    case 0:
      return abi::kNever;
    case 1:
      return now + source_.below(1000);
    case 2:
      return now + 50'000'000;
    default:
      return now + 1'000'000 * source_.below(4);
  }
}

std::uint64_t Arguments::tag() {
  const EndpointId id = channels::lookup(caller_->process, handle_);
  if (id.none()) return source_.below(4);
  const Endpoint& endpoint = channels::get(id);
  const std::uint64_t start = source_.below(endpoint.message_count);
  for (std::uint64_t i = 0; i < endpoint.message_count; ++i) {
    const std::uint64_t tag = (start + i) % endpoint.message_count;
    const Edge& edge = endpoint.edge(tag);
    if ((edge.senders & endpoint.side_bit) == 0) continue;
    const bool receives = (endpoint.states[edge.next].receivers & endpoint.side_bit) != 0;
    if (number_ != kExchange || receives) return tag;
  }
  return start;
}

// What channel_exchange takes by its short way, or a bit more.
std::uint64_t Arguments::answer_bytes() {
  const EndpointId id = channels::lookup(caller_->process, handle_);
  const std::uint64_t spare = 8 * source_.below(2);
  return spare + (id.none() ? 256 : channels::get(id).edge(tag_).answer_bytes);
}

// Writes a message whose owner fields mostly are the caller's.
std::uint64_t Arguments::message() {
  const std::uint64_t address =
      source_.below(8) == 0 ? place(128) : caller_->context.record.stack_low;
  const EndpointId id = channels::lookup(caller_->process, handle_);
  if (id.none() || tag_ >= channels::get(id).message_count) return address;
  const Contract& rules = kernel::contracts::get(channels::get(id).contract);
  const Message& type = rules.messages[tag_];
  size_ = type.bytes;
  for (std::uint64_t at = 0; at < type.bytes; at += 8) write_word(address + at, source_.below(256));
  for (const OwnerField& field : type.owners) {
    const bool lacked = lacks_;
    std::uint64_t owner = 0;
    if (field.kind == OwnerKind::kBlock || field.kind == OwnerKind::kVector)
      owner = block();
    else
      owner = endpoint_for(field.contract.value,
                           field.kind == OwnerKind::kExporter ? Side::kExporter : Side::kImporter,
                           field.state);
    if (field.may_be_null) lacks_ = lacked;
    if (field.may_be_null && source_.below(3) == 0) owner = 0;
    if (source_.one_in(hostile_in_)) owner = hostile();
    write_word(address + field.offset, owner);
    if (field.kind == OwnerKind::kVector)
      write_word(address + field.offset + 8, owner == 0                    ? 0
                                             : source_.one_in(hostile_in_) ? hostile()
                                                                           : source_.below(256));
  }
  return address;
}

std::uint64_t Arguments::description() {
  const Process& process = process_of(*caller_);
  const std::uint64_t at = caller_->context.record.stack_low;
  lacks_ = lacks_ || process.record.creates_count == 0;
  if (lacks_) return at;
  const auto index = static_cast<std::uint32_t>(source_.below(process.record.creates_count));
  const std::uint32_t program = process.record.creates(index).program;
  const std::uint64_t endpoints = program == kHostile ? kHostileEndpoints : 0,
                      arguments = program == kChild ? kChildArguments : 0;
  write_word(at, index | endpoints << 32);
  write_word(at + 8, source_.one_in(hostile_in_) ? hostile() : arguments);
  for (std::uint64_t i = 16; i < 48; i += 8) write_word(at + i, 0);
  write_word(at + 16,
             source_.one_in(hostile_in_) ? hostile() : 'a' + source_.below(26));  // its name
  write_word(at + 48, source_.one_in(hostile_in_) ? hostile() : at + 64);
  write_word(at + 56, source_.one_in(hostile_in_) ? hostile() : at + 64 + 8 * endpoints);
  for (std::uint64_t i = 0; i < endpoints; ++i) {
    const Side side = i % 2 == 0 ? Side::kImporter : Side::kExporter;
    const bool lacked = lacks_;
    const std::uint64_t handle = side == Side::kExporter && source_.below(2) == 0
                                     ? 0
                                     : endpoint_for(static_cast<std::uint32_t>(i / 2), side, 0);
    if (side == Side::kExporter) lacks_ = lacked;
    write_word(at + 64 + 8 * i, handle);
  }
  return at;
}

std::uint64_t Arguments::handle_list() {
  const std::uint64_t at = caller_->context.record.stack_low;
  size_ = 1 + source_.below(4);
  for (std::uint64_t i = 0; i < size_; ++i)
    write_word(at + 8 * i, source_.one_in(hostile_in_) ? hostile() : waitable());
  return at;
}

void Arguments::write_word(std::uint64_t address, std::uint64_t word) {
  if (machine::is_writable(address, 8)) std::memcpy(reinterpret_cast<void*>(address), &word, 8);
}

}  // namespace fuzz
