// What one step does to a State, and what must hold for it to be allowed.
#pragma once
#include "machine/stores/proof.hpp"

namespace verifier::stores {

// The rule that the step breaks in `state`, if any.
std::optional<Rule> broken_rule(const State& state, const Step& step, const Segment& data);

// Whether what it reads is the SIP's own, or lies in its image.
bool may_load(const State& state, const Step& step, const Segment& image);

// The state behind the step, if execution goes on there. Assumes that no rule is broken.
void apply(State& state, const Step& step, const Segment& data);

// What the branch being taken, or not, adds to `state`.
enum class Way : std::uint8_t { kTaken, kPassed };
void refine(State& state, const Step& branch, Way way);

}  // namespace verifier::stores
