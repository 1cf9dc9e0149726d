// Blocks, and the data flow over them. See proof.hpp.
#include "machine/stores/proof.hpp"

#include <algorithm>

#include "machine/stores/transfer.hpp"

namespace verifier::stores {
namespace {

constexpr std::uint32_t kPatience = 6;  // visits of a block before what still moves is given up

bool leaves(const Step& step) {
  return step.kind == Effect::kJump || step.kind == Effect::kReturn ||
         step.kind == Effect::kImportJump || step.kind == Effect::kEnd;
}

bool has_target(const Step& step) {
  return step.kind == Effect::kJump || step.kind == Effect::kBranch || step.kind == Effect::kCall;
}

bool is_store(const Step& step) {
  return step.memory.access == Memory::kWrites && step.kind != Effect::kPush;
}

}  // namespace

Proof::Proof(const Subject& subject) : subject_(subject) {
  decode(subject.text);
  cut_into_blocks();
}

void Proof::decode(View text) {
  const InstructionDecoder decoder;
  const PatchPlaces patches(subject_.patches);
  Instruction instruction{};
  steps_.reserve(text.size() / 4);
  for (std::uint64_t offset = 0; offset < text.size(); offset += instruction.decoded.length) {
    if (!decoder.decode(text, offset, subject_.text_address, instruction)) return;
    steps_.push_back(make_step(instruction, subject_.text_address, patches));
    note_bound(steps_.back());
    tally_.stores += is_store(steps_.back()) ? 1 : 0;
    tally_.checked += steps_.back().kind == Effect::kOwnerCompare ? 1 : 0;
  }
}

// Large ones are no sizes of arrays, and many would only cost time.
void Proof::note_bound(const Step& step) {
  constexpr std::int64_t kLargest = 1 << 20;
  constexpr std::size_t kMost = 256;
  if (step.kind != Effect::kCompare || step.other != kNone || step.number > kLargest ||
      widening_.bounds.size() >= kMost)
    return;
  for (const std::int64_t bound : {step.number - 1, step.number}) {
    const auto place = std::ranges::lower_bound(widening_.bounds, bound);
    if (place == widening_.bounds.end() || *place != bound) widening_.bounds.insert(place, bound);
  }
}

void Proof::cut_into_blocks() {
  std::vector<bool> leads(subject_.text.size() + 1);
  const auto mark = [&](std::uint64_t offset) {
    if (offset < leads.size()) leads[offset] = true;
  };
  mark(0);
  mark(subject_.entry);
  for (const Step& step : steps_) {
    if (has_target(step)) mark(step.target);
    if (leaves(step) || step.kind == Effect::kBranch) mark(step.offset + step.length);
  }
  for (std::uint32_t i = 0; i < steps_.size(); ++i) {
    if (leads[steps_[i].offset]) {
      if (!blocks_.empty()) blocks_.back().end = i;
      blocks_.push_back({.first = i, .end = i, .in = {}});
    }
  }
  if (!blocks_.empty()) blocks_.back().end = static_cast<std::uint32_t>(steps_.size());
}

std::uint32_t Proof::block_at(std::uint32_t offset) const {
  const auto found = std::ranges::lower_bound(
      blocks_, offset, {}, [&](const Block& block) { return steps_[block.first].offset; });
  const bool is = found != blocks_.end() && steps_[found->first].offset == offset;
  return is ? static_cast<std::uint32_t>(found - blocks_.begin()) : ~0u;
}

void Proof::reach(std::uint32_t offset, const State& state) {
  const std::uint32_t number = block_at(offset);
  if (number == ~0u) return;  // the sweep has reported a branch to there
  Block& block = blocks_[number];
  bool changed = true;
  if (block.reached)
    changed = block.in.join(state, subject_.data, block.visits > kPatience ? &widening_ : nullptr);
  else
    block.in = state;
  block.reached = true;
  if (!changed || block.waiting) return;
  block.waiting = true;
  waiting_.push_back(number);
  std::ranges::push_heap(waiting_, std::ranges::greater());
}

void Proof::flow_through(Block& block) {
  ++block.visits;
  State state = block.in;
  for (std::uint32_t i = block.first; i < block.end; ++i) {
    const Step& step = steps_[i];
    if (!state.at(kRsp).is(Value::Kind::kStack)) return;
    if (step.kind == Effect::kCall) reach(step.target, State::at_entry());
    if (step.kind == Effect::kJump) reach(step.target, state);
    if (step.kind == Effect::kBranch) {
      State taken = state;
      refine(taken, step, Way::kTaken);
      reach(step.target, taken);
      refine(state, step, Way::kPassed);
      continue;
    }
    if (leaves(step)) return;
    apply(state, step, subject_.data);
  }
  if (block.end < steps_.size()) reach(steps_[block.end].offset, state);
}

void Proof::flow(std::uint32_t entry_block) {
  reach(steps_[blocks_[entry_block].first].offset, State::at_entry());
  while (!waiting_.empty()) {
    std::ranges::pop_heap(waiting_, std::ranges::greater());
    Block& block = blocks_[waiting_.back()];
    waiting_.pop_back();
    block.waiting = false;
    flow_through(block);
  }
}

void Proof::complain_about(const Block& block) {
  State state = block.in;
  for (std::uint32_t i = block.first; i < block.end; ++i) {
    const Step& step = steps_[i];
    if (const auto rule = broken_rule(state, step, subject_.data)) {
      complaints_.push_back({*rule, step.offset});
      if (*rule == Rule::kStackPointer) return;  // what follows says nothing any more
    }
    if (step.kind == Effect::kBranch) {
      refine(state, step, Way::kPassed);
      continue;
    }
    if (!leaves(step)) apply(state, step, subject_.data);
  }
}

// Nothing leads to it, as far as anyone can see; so it must be padding or a dead end, or there is
// something that we do not understand.
void Proof::complain_about_unreached() {
  for (const Block& block : blocks_) {
    if (block.reached) continue;
    for (std::uint32_t i = block.first; i < block.end; ++i) {
      if (steps_[i].padding || steps_[i].kind == Effect::kEnd) continue;
      complaints_.push_back({Rule::kUnreached, steps_[i].offset});
      break;
    }
  }
}

std::vector<Complaint> Proof::run() {
  const std::uint32_t entry = block_at(static_cast<std::uint32_t>(subject_.entry));
  if (entry == ~0u) return {};  // BV0312 says so
  flow(entry);
  for (const Block& block : blocks_) {
    if (block.reached) complain_about(block);
  }
  complain_about_unreached();
  std::ranges::sort(complaints_, {}, &Complaint::offset);
  return std::move(complaints_);
}

}  // namespace verifier::stores
