// The SIPs of the fuzzed system, as scripts.
#pragma once
#include <array>
#include <map>

#include "arguments.hpp"

namespace fuzz {

// What all scripts of a run share. Ends when the calls or the source are used up.
struct Campaign {
  Source source;
  std::uint64_t calls_left;
  std::uint64_t hostile_in = 200;
  std::map<std::uint32_t, std::array<std::uint64_t, 3>>
      calls{};  // by number: made, answered with an error, never answered by their end

  void use_one() { calls_left -= calls_left == 0 ? 0 : 1; }
  bool over() const { return calls_left == 0 || source.used_up(); }
};

// Never misbehaves: makes hostile SIPs and children, gives them endpoints, takes the ended ones
// back, and exits when the campaign is over.
machine::Script supervise(machine::Sip sip, Campaign& campaign);
// Any calls with any arguments, faults and interruptions.
machine::Script misbehave(machine::Sip sip, Campaign& campaign);

}  // namespace fuzz
