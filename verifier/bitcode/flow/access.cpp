// Memory: which places a pointer may reach, and what reading and writing there does.
#include <llvm/IR/Constants.h>
#include <llvm/IR/IntrinsicInst.h>

#include <algorithm>

#include "bitcode/flow/run.hpp"

namespace verifier::flow {

const Object* Run::look_at(ObjectId id) const {
  if (id >= kFirstGlobal) return &analysis_.global(id);
  const auto index = static_cast<std::size_t>(id);
  return index < state_.objects.size() ? &state_.objects[index] : nullptr;
}

std::vector<Target> Run::places(const Value& pointer, std::uint64_t size, std::uint64_t alignment,
                                const Instruction& at, bool for_write) {
  if (pointer.has(kUninit | kZero))
    report(421, at, "through a pointer that may be null or not set");
  if (pointer.has(kPlain | kConstant | kForeign | kLength) || !pointer.tokens.empty())
    report(420, at, "through a pointer that is made of a number");
  if (pointer.has(kText | kRow | kLink))
    report(422, at, "through the address in a view or collected reference");
  std::vector<Target> good;
  for (const Target& target : pointer.targets) {
    const Object* object = look_at(target.object);
    if (object == nullptr || object->life != Life::kAlive) {
      report(423, at, "through a reference to a variable whose life has ended");
      continue;
    }
    const std::uint64_t limit = target.is_exact() ? object->size() : target.stride;
    const auto place = static_cast<std::uint64_t>(target.is_exact() ? target.offset : target.inner);
    const std::uint64_t whole = target.is_exact() ? 0
                                                  : static_cast<std::uint64_t>(target.offset) +
                                                        std::uint64_t{target.count} * target.stride;
    if (place > limit || size > limit - place || whole > object->size()) {
      report(422, at,
             "of " + std::to_string(size) + " bytes at " + std::to_string(place) + " of " +
                 std::to_string(limit));
      continue;
    }
    const bool aligned =
        object->alignment % alignment == 0 &&
        static_cast<std::uint64_t>(target.offset) % alignment == 0 &&
        (target.is_exact() || (target.stride % alignment == 0 &&
                               static_cast<std::uint64_t>(target.inner) % alignment == 0));
    if (!aligned) report(422, at, "not aligned as it promises");
    if (for_write && object->is_constant) {
      report(427, at, "to a constant");
      continue;
    }
    good.push_back(target);
  }
  return good;
}

Value Run::read(const std::vector<Target>& places, std::uint64_t size) const {
  if (places.empty()) return Value::of(kUninit);
  std::optional<Value> all;
  for (const Target& target : places) {
    const Object& object = *look_at(target.object);
    const auto offset = static_cast<std::uint32_t>(target.offset);
    Value value;
    if (object.is_shared) {
      value = Value::of(kPlain | kForeign);
      value.kinds = kind_bit(Kind::endpoint);
    } else if (target.is_exact()) {
      value = object.content->read(offset, static_cast<std::uint32_t>(size));
    } else {
      for (const Segment& segment : object.content->slice(offset, target.count * target.stride)) {
        const bool whole = segment.size == size && size == target.stride;
        // Which element it was is not known, so neither is which handle.
        const Value piece =
            whole && segment.value.tokens.empty() ? segment.value : foreign(segment.value);
        value = segment.offset == 0 ? piece : join(value, piece);
      }
    }
    all = all ? join(*all, value) : value;
  }
  return *all;
}

std::vector<Segment> Run::slice(const std::vector<Target>& places, std::uint64_t size) const {
  const auto bytes = static_cast<std::uint32_t>(size);
  if (places.size() == 1 && places[0].is_exact() && !look_at(places[0].object)->is_shared)
    return look_at(places[0].object)
        ->content->slice(static_cast<std::uint32_t>(places[0].offset), bytes);
  std::optional<Content> all;
  for (const Target& target : places) {
    Content one(bytes, Value::of(kPlain));
    if (target.is_exact() && !look_at(target.object)->is_shared)
      one.write(
          0, bytes,
          look_at(target.object)->content->slice(static_cast<std::uint32_t>(target.offset), bytes));
    else
      one.write(0, bytes, part_of(read({target}, size)));
    if (all)
      all->join_with(one);
    else
      all = std::move(one);
  }
  return all ? all->segments() : std::vector<Segment>{{0, bytes, Value::of(kUninit)}};
}

Value Run::foreign(const Value& value) const {
  if (value.tokens.empty()) return part_of(value);
  Value weak = part_of(value);
  weak.bits |= kForeign;
  for (const TokenRef& token : value.tokens) {
    weak.kinds |= kind_bit(state_.tokens[static_cast<std::size_t>(token.id)].kind);
  }
  return weak;
}

void Run::write(const std::vector<Target>& places, std::uint64_t size,
                const std::vector<Segment>& pieces, const Instruction& at) {
  const auto bytes = static_cast<std::uint32_t>(size);
  for (const Target& target : places) {
    if (target.object >= kFirstGlobal) {
      write_collected(target, bytes, pieces, at);
      continue;
    }
    Object& object = change(target.object);
    if (object.is_shared) put_into_cell(object, pieces);
    // Which handle it is, nobody knows there.
    if (object.is_shared || !(target.is_exact() || in_array_loop_)) lose_track(pieces);
    if (object.is_shared || size == 0) continue;
    Content& content = object.writable();
    const auto offset = static_cast<std::uint32_t>(target.offset);
    if (places.size() == 1 && target.is_exact()) {
      content.write(offset, bytes, pieces);
    } else if (target.is_exact()) {
      Content other = content;
      other.write(offset, bytes, pieces);
      content.join_with(other);
    } else if (in_array_loop_) {
      const bool whole =
          bytes == target.stride && pieces.size() == 1 && pieces[0].value.is_splittable();
      if (whole) content.write(offset, target.count * target.stride, pieces[0].value);
      for (std::uint32_t i = 0; !whole && i < target.count; ++i)
        content.write(offset + i * target.stride + static_cast<std::uint32_t>(target.inner), bytes,
                      pieces);
    } else {
      for (const Segment& piece : pieces)
        content.write_weakly(offset, target.count * target.stride, foreign(piece.value));
    }
  }
}

// Collected memory outlives every function, and its plain part is never looked into by the
// collector.
void Run::write_collected(const Target& target, std::uint32_t size,
                          const std::vector<Segment>& pieces, const Instruction& at) {
  lose_track(pieces);
  const bool links = analysis_.global(target.object).holds_links;
  std::vector<Segment> kept = pieces;
  for (Segment& piece : kept) {
    for (const Target& to : piece.value.targets) {
      if (to.object < kFirstGlobal)
        report(423, at, "a reference to a variable is put into collected memory");
    }
    const bool bare = piece.value.is_pointer() && !piece.value.has(kRow | kLink);
    if (piece.value.is_pointer() && (!links || bare)) {
      report(424, at, "an address is put where the collector does not look for one");
      piece.value = Value::of(kUninit);
    }
    if (!piece.value.tokens.empty()) piece.value = foreign(piece.value);
  }
  analysis_.write_collected(target.object, static_cast<std::uint32_t>(target.offset), kept, size);
}

// What is not aligned as its type wants may reach into two pages, of which one is somebody else's.
void Run::check_alignment(llvm::Type* type, llvm::Align alignment, const Instruction& at) {
  if (!type->isAggregateType() && alignment < analysis_.layout().getABITypeAlign(type))
    report(439, at, "aligned to " + std::to_string(alignment.value()) + " only");
}

void Run::load(const llvm::LoadInst& load) {
  check_alignment(load.getType(), load.getAlign(), load);
  const std::uint64_t size = analysis_.layout().getTypeStoreSize(load.getType()).getFixedValue();
  const Value pointer = value_of(*load.getPointerOperand(), load);
  const std::vector<Target> where = places(pointer, size, load.getAlign().value(), load, false);
  Value value = read(where, size);
  take_from_cell(load, where, value);
  if (load.getType()->isPointerTy()) {
    if (value.has(kPlain | kConstant | kForeign | kLength) || !value.tokens.empty()) {
      report(424, load, "numbers are read as a pointer");
      value = Value::of(kUninit);
    }
  } else if (load.getType()->isAggregateType()) {
    if (value.bits != kPlain && value.bits != kZero)
      report(432, load, "a value of several parts is read that are not all numbers");
    value = Value::of(kPlain);
  } else {
    if (value.is_pointer()) report(424, load, "a pointer is read as a number");
    if (value.has(kUninit)) report(425, load, "what was never written is read");
    if (size == 8 && value.has(kZero)) value.emptied |= kCarried;
    // A length is one only where it lies: behind what has it.
    if (value.is_pointer() || value.has(kUninit | kLength)) value = Value::of(kPlain);
  }
  define(load, std::move(value));
}

void Run::store(const llvm::StoreInst& store) {
  const llvm::Value& operand = *store.getValueOperand();
  check_alignment(operand.getType(), store.getAlign(), store);
  const std::uint64_t size = analysis_.layout().getTypeStoreSize(operand.getType()).getFixedValue();
  const Value pointer = value_of(*store.getPointerOperand(), store);
  const std::vector<Target> where = places(pointer, size, store.getAlign().value(), store, true);
  in_array_loop_ = false;
  for (const auto& [instruction, loop] : array_loops_)
    in_array_loop_ =
        in_array_loop_ || (loop.quiet && instruction->getParent() == store.getParent());
  if (operand.getType()->isAggregateType()) {
    Content content(static_cast<std::uint32_t>(size), Value::of(kUninit));
    const auto* constant = llvm::dyn_cast<llvm::Constant>(&operand);
    if (constant != nullptr)
      analysis_.write_constant(content, 0, *constant, &store);
    else
      content.write(0, static_cast<std::uint32_t>(size), Value::of(kPlain));
    write(where, size, content.segments(), store);
    settle_views(where);
  } else {
    Value value = value_of(operand, store);
    const bool shared = std::ranges::any_of(
        where, [this](const Target& target) { return look_at(target.object)->is_shared; });
    if (operand.getType()->isPointerTy() && shared)
      report(424, store, "a pointer is stored where threads or devices could change it");
    if (operand.getType()->isIntegerTy() && value.has(kUninit))
      report(425, store, "a number that was never set is stored");
    write(where, size, emptying(where, {{0, static_cast<std::uint32_t>(size), value}}), store);
    if (size == 8 && value.bits == kConstant) settle_views(where);
  }
  in_array_loop_ = false;
}

// A literal's address and its length become one view as soon as both are there, so that views of
// different literals can be joined.
void Run::settle_views(const std::vector<Target>& where) {
  for (const Target& target : where) {
    if (target.object >= kFirstGlobal) continue;
    Object& object = change(target.object);
    if (!object.is_shared) settle(object.writable());
  }
}

void Run::transfer(const llvm::MemIntrinsic& transfer) {
  const std::uint64_t size = llvm::cast<llvm::ConstantInt>(transfer.getLength())->getZExtValue();
  if (transfer.isVolatile()) report(426, transfer, "a volatile copy");
  if (size == 0) return;
  const std::vector<Target> to =
      places(value_of(*transfer.getRawDest(), transfer), size,
             transfer.getDestAlign().valueOrOne().value(), transfer, true);
  if (const auto* fill = llvm::dyn_cast<llvm::MemSetInst>(&transfer)) {
    const Value value = number(*fill->getValue(), transfer);
    in_array_loop_ = false;
    const Value filled = Value::of(value.bits == kZero ? kZero : kPlain);
    write(to, size, emptying(to, {{0, static_cast<std::uint32_t>(size), filled}}), transfer);
    return;
  }
  const auto& copy = llvm::cast<llvm::MemTransferInst>(transfer);
  const std::vector<Target> from =
      places(value_of(*copy.getRawSource(), transfer), size,
             copy.getSourceAlign().valueOrOne().value(), transfer, false);
  write(to, size, slice(from, size), transfer);
}

void Run::begin_or_end_life(const llvm::CallInst& call, bool begins) {
  const Value pointer = value_of(*call.getArgOperand(1), call);
  const bool variable = pointer.targets.size() == 1 && pointer.bits == 0 &&
                        pointer.targets[0].is_exact() && pointer.targets[0].offset == 0 &&
                        llvm::isa<llvm::AllocaInst>(call.getArgOperand(1));
  if (!variable)
    return report(432, call, "the life of something that is no variable begins or ends");
  const ObjectId id = pointer.targets[0].object;
  // In a loop: what refers to the variable of the round before does not refer to this one.
  if (begins && change(id).life == Life::kEnded) {
    forget_object(id);
    define(llvm::cast<Instruction>(*call.getArgOperand(1)), Value::pointer({id}));
  }
  Object& object = change(id);
  object.life = begins ? Life::kAlive : Life::kEnded;
  object.content = std::make_shared<Content>(object.size(), Value::of(kUninit));
  if (!begins) find_lost(call);
}

}  // namespace verifier::flow
