// The matcher: all threads of a match go over the text side by side (Pike), so that its time is the
// text's length times the pattern's, whatever the pattern. Threads stand in order of preference;
// the first match in that order counts, as in Perl.
#pragma once
#include <manifest.hpp>

#include "code.hpp"

namespace regex {

struct Match {
  std::size_t from = 0, length = 0;
  friend bool operator==(const Match&, const Match&) = default;
};

class Matcher {
 public:
  explicit Matcher(const Pattern& pattern) : pattern_(pattern), seen_(pattern.code.size()) {}

  /// The first match that begins at `start` or later.
  sip::Optional<Match> search(const sip::StringView& text, std::size_t start = 0) {
    sip::Optional<Match> best;
    sip::Vector<Thread> now, next;
    ++generation_;
    for (std::size_t at = start;; ++at) {
      if (!best) add_thread(now, Thread{0, at}, at, text.size());
      if (now.empty() && best) return best;
      next.clear();
      ++generation_;
      step(now, next, text, at, best);
      if (at == text.size()) return best;
      now.swap(next);
    }
  }

 private:
  struct Thread {
    std::size_t at = 0;    // its next instruction
    std::size_t from = 0;  // where its match began
  };

  // Lets each thread take the byte at `at`; those behind one that has matched are dropped.
  void step(const sip::Vector<Thread>& now, sip::Vector<Thread>& next, const sip::StringView& text,
            std::size_t at, sip::Optional<Match>& best) {
    const unsigned char byte = at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
    for (const Thread& thread : now) {
      const Instruction& instruction = pattern_.code[thread.at];
      if (instruction.operation == Operation::kMatch) {
        best = Match{thread.from, at - thread.from};
        return;
      }
      if (at == text.size()) continue;
      const bool taken = instruction.operation == Operation::kByte
                             ? instruction.byte == byte
                             : pattern_.sets[instruction.first].has(byte);
      if (taken) add_thread(next, Thread{thread.at + 1, thread.from}, at + 1, text.size());
    }
  }

  // Follows jumps until a byte is wanted. No place is entered twice at one byte.
  void add_thread(sip::Vector<Thread>& threads, Thread first, std::size_t at, std::size_t end) {
    waiting_.clear();
    waiting_.push_back(first);
    while (!waiting_.empty()) {
      const Thread thread = waiting_.take_back();
      if (seen_[thread.at] == generation_) continue;
      seen_[thread.at] = generation_;
      const Instruction& instruction = pattern_.code[thread.at];
      switch (instruction.operation) {
        case Operation::kJump:
          waiting_.push_back(Thread{instruction.first, thread.from});
          break;
        case Operation::kSplit:
          waiting_.push_back(Thread{instruction.second, thread.from});
          waiting_.push_back(Thread{instruction.first, thread.from});
          break;
        case Operation::kStart:
          if (at == 0) waiting_.push_back(Thread{thread.at + 1, thread.from});
          break;
        case Operation::kEnd:
          if (at == end) waiting_.push_back(Thread{thread.at + 1, thread.from});
          break;
        default:
          threads.push_back(thread);
      }
    }
  }

  Pattern pattern_;
  sip::Vector<std::uint64_t> seen_;
  sip::Vector<Thread> waiting_;
  std::uint64_t generation_ = 1;
};

}  // namespace regex
