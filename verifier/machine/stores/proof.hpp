// Proves of a SIP's text that each store is to its own frame, its own data, or a page that it owns,
// and that each function gives back both stack pointers and the callee-saved registers, so that the
// frames of its callers are what they were proved to be. One data flow over the whole text,
// relative to the current activation: no function boundaries are believed.
// docs/verification-machine.md says what follows.
#pragma once
#include <functional>

#include "machine/stores/state.hpp"

namespace verifier::stores {

enum class Rule : std::uint8_t {
  kStore,         // nothing proves that it is to memory of the SIP
  kStackPointer,  // not known, or too far below what was touched
  kReturn,        // a register that the caller counts on is not restored
  kLoad,          // nothing proves that it is from memory of the SIP
  kDataStack,     // its pointer is not restored, or leads beyond what was touched
  kUnreached      // code that nothing leads to
};

struct Complaint {
  Rule rule;
  std::uint32_t offset;  // in the text
};

struct Subject {
  View text;
  std::uint64_t text_address = 0;
  Segment data;             // writable, in the window
  std::uint64_t entry = 0;  // offset in the text
  View patches;
  Segment image = {};  // all segments, in the window
  bool loads = false;  // loads are to be proved too
};

struct Tally {
  std::uint32_t stores = 0;   // all that write memory, pushes and calls apart
  std::uint32_t loads = 0;    // all others that read memory, when they are to be proved
  std::uint32_t checked = 0;  // owner checks
};

class Proof {
 public:
  // The text must have passed the sweep: all of it decodes and each branch lands on an instruction.
  explicit Proof(const Subject& subject);

  // What is not proved, by offset.
  [[nodiscard]] std::vector<Complaint> run();
  [[nodiscard]] const Tally& tally() const { return tally_; }

 private:
  struct Block {
    std::uint32_t first = 0, end = 0;  // steps
    std::uint32_t loop = 0;            // the last step that jumps back to here; 0: none does
    std::uint32_t visits = 0;
    bool reached = false, waiting = false;
    State in;
  };

  void decode(View text);
  void note_bound(const Step& step);
  void cut_into_blocks();
  void find_loops();
  [[nodiscard]] Widening widening_of(const Block& block) const;
  void flow(std::uint32_t entry_block);
  void flow_through(Block& block);
  void reach(std::uint32_t offset, const State& state, std::uint32_t from);
  void complain_about(const Block& block);
  void complain_about_unreached();

  Subject subject_;
  std::vector<Step> steps_;
  std::vector<Block> blocks_;
  std::vector<std::uint32_t> block_at_;  // by offset in the text; kNowhere where none begins
  std::vector<std::pair<std::uint32_t, std::int64_t>> bounds_;  // step, number: comparisons
  std::vector<std::uint32_t> waiting_;  // a heap of block numbers, lowest first
  State here_, taken_;                  // kept for the room that they have
  std::vector<Complaint> complaints_;
  Tally tally_;
};

}  // namespace verifier::stores
