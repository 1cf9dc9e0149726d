// Blocks, and the data flow over them. See proof.hpp.
#include "machine/stores/proof.hpp"

#include <algorithm>
#include <cstdlib>

#include "machine/stores/transfer.hpp"

namespace verifier::stores {
namespace {

constexpr std::uint32_t kPatience = 2;  // visits of a loop before what still moves is given up
constexpr std::uint32_t kLongPatience =
    64;  // and before numbers are, whatever they are compared with
constexpr std::uint32_t kNowhere = ~0u;

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

bool is_load(const Step& step) {
  return step.memory.access == Memory::kReads || step.source.access == Memory::kReads;
}

}  // namespace

Proof::Proof(const Subject& subject) : subject_(subject) {
  decode(subject.text);
  cut_into_blocks();
  find_loops();
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
    tally_.loads += subject_.loads && is_load(steps_.back()) ? 1 : 0;
    tally_.checked += steps_.back().kind == Effect::kOwnerCompare ? 1 : 0;
  }
}

// Large ones are no sizes of arrays.
void Proof::note_bound(const Step& step) {
  constexpr std::int64_t kLargest = 1 << 20;
  if (step.kind == Effect::kCompare && step.other == kNone && std::abs(step.number) <= kLargest)
    bounds_.emplace_back(static_cast<std::uint32_t>(steps_.size() - 1), step.number);
}

void Proof::cut_into_blocks() {
  block_at_.assign(subject_.text.size() + 1, kNowhere);
  constexpr std::uint32_t kLeads = 0;  // until its number is known
  const auto mark = [&](std::uint64_t offset) {
    if (offset < block_at_.size()) block_at_[offset] = kLeads;
  };
  mark(0);
  mark(subject_.entry);
  for (const Step& step : steps_) {
    if (has_target(step)) mark(step.target);
    if (leaves(step) || step.kind == Effect::kBranch) mark(step.offset + step.length);
  }
  for (std::uint32_t i = 0; i < steps_.size(); ++i) {
    std::uint32_t& number = block_at_[steps_[i].offset];
    if (number == kNowhere) continue;
    if (!blocks_.empty()) blocks_.back().end = i;
    number = static_cast<std::uint32_t>(blocks_.size());
    blocks_.push_back({.first = i, .end = i, .in = {}});
  }
  if (!blocks_.empty()) blocks_.back().end = static_cast<std::uint32_t>(steps_.size());
  // What was marked and is no instruction's start is no block.
  for (std::uint32_t& number : block_at_) {
    const bool is = number != kNowhere && number < blocks_.size() &&
                    steps_[blocks_[number].first].offset == &number - block_at_.data();
    if (!is) number = kNowhere;
  }
}

void Proof::find_loops() {
  for (std::uint32_t i = 0; i < steps_.size(); ++i) {
    const Step& step = steps_[i];
    if (!has_target(step) || step.kind == Effect::kCall || step.target > step.offset) continue;
    const std::uint32_t number = block_at_[step.target];
    if (number != kNowhere) blocks_[number].loop = std::max(blocks_[number].loop, i + 1);
  }
}

// What the loop compares with, and no more of it than is of use.
Widening Proof::widening_of(const Block& block) const {
  constexpr std::size_t kMost = 16;
  Widening widening;
  if (block.visits > kLongPatience) return widening;
  auto at = std::ranges::lower_bound(bounds_, std::pair(block.first, std::int64_t{INT64_MIN}));
  for (; at != bounds_.end() && at->first < block.loop && widening.bounds.size() < kMost; ++at) {
    widening.bounds.push_back(at->second - 1);
    widening.bounds.push_back(at->second);
    widening.bounds.push_back(at->second + 1);
  }
  std::ranges::sort(widening.bounds);
  return widening;
}

// Each way that comes round goes back to a lower address somewhere: there, and nowhere else, values
// must stop to grow. Widened elsewhere, an inner loop would forget what bounds the outer one.
void Proof::reach(std::uint32_t offset, const State& state, std::uint32_t from) {
  const std::uint32_t number = offset < block_at_.size() ? block_at_[offset] : kNowhere;
  if (number == kNowhere) return;  // the sweep has reported a branch to there
  Block& block = blocks_[number];
  bool changed = true;
  if (!block.reached) {
    block.in = state;
  } else if (from >= offset && block.visits > kPatience) {
    const Widening widening = widening_of(block);
    changed = block.in.join(state, subject_.data, &widening);
  } else {
    changed = block.in.join(state, subject_.data, nullptr);
  }
  block.reached = true;
  if (!changed || block.waiting) return;
  block.waiting = true;
  waiting_.push_back(number);
  std::ranges::push_heap(waiting_, std::ranges::greater());
}

void Proof::flow_through(Block& block) {
  ++block.visits;
  State& state = here_ = block.in;
  for (std::uint32_t i = block.first; i < block.end; ++i) {
    const Step& step = steps_[i];
    if (!state.at(kRsp).is(Value::Kind::kStack)) return;
    if (step.kind == Effect::kCall) reach(step.target, State::at_entry(), 0);
    if (step.kind == Effect::kJump) reach(step.target, state, step.offset);
    if (step.kind == Effect::kBranch) {
      taken_ = state;
      refine(taken_, step, Way::kTaken);
      reach(step.target, taken_, step.offset);
      refine(state, step, Way::kPassed);
      continue;
    }
    if (leaves(step)) return;
    apply(state, step, subject_.data);
  }
  if (block.end < steps_.size()) reach(steps_[block.end].offset, state, 0);
}

void Proof::flow(std::uint32_t entry_block) {
  reach(steps_[blocks_[entry_block].first].offset, State::at_entry(), 0);
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
    if (subject_.loads && !may_load(state, step, subject_.image))
      complaints_.push_back({Rule::kLoad, step.offset});
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
  const std::uint32_t entry =
      subject_.entry < block_at_.size() ? block_at_[subject_.entry] : kNowhere;
  if (entry == kNowhere) return {};  // BV0312 says so
  flow(entry);
  for (const Block& block : blocks_) {
    if (block.reached) complain_about(block);
  }
  complain_about_unreached();
  std::ranges::sort(complaints_, {}, &Complaint::offset);
  return std::move(complaints_);
}

}  // namespace verifier::stores
