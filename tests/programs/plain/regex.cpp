// Regular expressions as processes/programs/regex, in plain C++.
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "program.hpp"

namespace regex {

/// A set of bytes.
struct ByteSet {
  std::array<std::uint64_t, 4> words{};

  void add(unsigned char byte) { words[byte >> 6] |= std::uint64_t{1} << (byte & 63); }
  void add_range(unsigned char first, unsigned char last) {
    for (unsigned byte = first; byte <= last; ++byte) add(static_cast<unsigned char>(byte));
  }
  void invert() {
    for (std::size_t i = 0; i < 4; ++i) words[i] = ~words[i];
  }
  bool has(unsigned char byte) const { return (words[byte >> 6] >> (byte & 63) & 1) != 0; }
};

enum class Operation : std::uint8_t {
  kByte,   // this byte, then on
  kSet,    // a byte of set `first`, then on
  kSplit,  // two threads: `first` goes before `second`
  kJump,
  kStart,  // only at the text's start
  kEnd,    // only at its end
  kMatch,
};

struct Instruction {
  Operation operation = Operation::kMatch;
  unsigned char byte = 0;
  std::size_t first = 0, second = 0;
};

struct Pattern {
  std::vector<Instruction> code;
  std::vector<ByteSet> sets;
};

}  // namespace regex

namespace regex {

class Compiler {
 public:
  explicit Compiler(std::string text) : text_(std::move(text)) {}

  /// The pattern, or nothing: place() says where it is wrong.
  std::optional<Pattern> compile() {
    Code code;
    if (!alternatives(code, 0) || at_ != text_.size()) return {};
    code.push_back(Instruction{});
    if (code.size() > kMostCode) return {};
    pattern_.code = std::move(code);
    return pattern_;
  }
  std::size_t place() const { return at_; }

 private:
  using Code = std::vector<Instruction>;
  static constexpr int kDeepest = 50;
  static constexpr std::size_t kMostCode = 10'000;

  bool more() const { return at_ < text_.size(); }
  char peek() const { return more() ? text_[at_] : '\0'; }
  bool take(char wanted) {
    if (!more() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }

  // Appends `part` with its jumps moved to where it lies.
  static void append(Code& code, const Code& part) {
    const std::size_t base = code.size();
    for (const Instruction& instruction : part) {
      Instruction moved = instruction;
      if (moved.operation == Operation::kSplit || moved.operation == Operation::kJump) {
        moved.first += base;
        moved.second += base;
      }
      code.push_back(moved);
    }
  }
  static Instruction split(std::size_t first, std::size_t second) {
    return Instruction{Operation::kSplit, 0, first, second};
  }

  bool alternatives(Code& code, int depth) {
    if (depth > kDeepest || !sequence(code, depth)) return false;
    while (take('|')) {
      Code right;
      if (!sequence(right, depth)) return false;
      Code both;
      both.push_back(split(1, code.size() + 2));
      append(both, code);
      both.push_back(Instruction{Operation::kJump, 0, code.size() + 2 + right.size(), 0});
      append(both, right);
      code = std::move(both);
    }
    return true;
  }

  bool sequence(Code& code, int depth) {
    while (more() && peek() != '|' && peek() != ')') {
      Code part;
      if (!atom(part, depth) || !repeats(part)) return false;
      append(code, part);
      if (code.size() > kMostCode) return false;
    }
    return true;
  }

  bool repeats(Code& part) {
    while (true) {
      if (take('*')) {
        part = repeated(part, 0, kNoLimit);
      } else if (take('+')) {
        part = repeated(part, 1, kNoLimit);
      } else if (take('?')) {
        part = repeated(part, 0, 1);
      } else if (peek() == '{') {
        std::size_t least = 0, most = kNoLimit;
        if (!counts(least, most) || part.size() * (most == kNoLimit ? least + 1 : most) > kMostCode)
          return false;
        part = repeated(part, least, most);
      } else {
        return true;
      }
    }
  }
  bool counts(std::size_t& least, std::size_t& most) {
    ++at_;
    if (!number(least)) return false;
    most = least;
    if (take(',')) {
      most = kNoLimit;
      if (peek() != '}' && !number(most)) return false;
    }
    return most >= least && take('}');
  }
  bool number(std::size_t& value) {
    if (peek() < '0' || peek() > '9') return false;
    for (value = 0; peek() >= '0' && peek() <= '9'; ++at_)
      value = value < kMostCode ? value * 10 + static_cast<std::size_t>(peek() - '0') : value;
    return value <= kMostCode;
  }

  static Code repeated(const Code& part, std::size_t least, std::size_t most) {
    Code code;
    const std::size_t size = part.size();
    for (std::size_t i = 0; i < least; ++i) append(code, part);
    if (most == kNoLimit) {
      const std::size_t start = code.size();
      code.push_back(split(start + 1, start + size + 2));
      append(code, part);
      code.push_back(Instruction{Operation::kJump, 0, start, 0});
      return code;
    }
    const std::size_t end = code.size() + (most - least) * (size + 1);
    for (std::size_t i = least; i < most; ++i) {
      code.push_back(split(code.size() + 1, end));
      append(code, part);
    }
    return code;
  }

  bool atom(Code& code, int depth) {
    const char character = text_[at_];
    ++at_;
    switch (character) {
      case '(':
        return alternatives(code, depth + 1) && take(')');
      case '[':
        return bracket(code);
      case '^':
        code.push_back(Instruction{Operation::kStart, 0, 0, 0});
        return true;
      case '$':
        code.push_back(Instruction{Operation::kEnd, 0, 0, 0});
        return true;
      case '.': {
        ByteSet all;
        all.add('\n');
        all.invert();
        add_set(code, all);
        return true;
      }
      case '\\': {
        ByteSet set;
        if (!more()) return false;
        if (class_of(peek(), set)) {
          ++at_;
          add_set(code, set);
          return true;
        }
        add_byte(code, text_[at_]);
        ++at_;
        return true;
      }
      case '*':
      case '+':
      case '?':
      case '{':
        --at_;
        return false;
      default:
        add_byte(code, character);
        return true;
    }
  }
  static void add_byte(Code& code, char character) {
    code.push_back(Instruction{Operation::kByte, static_cast<unsigned char>(character), 0, 0});
  }
  void add_set(Code& code, const ByteSet& set) {
    code.push_back(Instruction{Operation::kSet, 0, pattern_.sets.size(), 0});
    pattern_.sets.push_back(set);
  }
  // The set that \d, \w or \s names.
  static bool class_of(char letter, ByteSet& set) {
    if (letter == 'd' || letter == 'w') set.add_range('0', '9');
    if (letter == 'w') {
      set.add_range('a', 'z');
      set.add_range('A', 'Z');
      set.add('_');
    }
    if (letter == 's') {
      set.add(' ');
      set.add_range('\t', '\r');
    }
    return letter == 'd' || letter == 'w' || letter == 's';
  }

  bool bracket(Code& code) {
    ByteSet set;
    const bool inverted = take('^');
    bool first = true;
    for (; more() && (first || peek() != ']'); first = false) {
      if (take('\\')) {
        if (!more()) return false;
        if (class_of(peek(), set)) {
          ++at_;
          continue;
        }
      }
      const auto low = static_cast<unsigned char>(text_[at_]);
      ++at_;
      auto high = low;
      if (at_ + 1 < text_.size() && text_[at_] == '-' && text_[at_ + 1] != ']') {
        high = static_cast<unsigned char>(text_[at_ + 1]);
        at_ += 2;
        if (high < low) return false;
      }
      set.add_range(low, high);
    }
    if (inverted) set.invert();
    add_set(code, set);
    return take(']');
  }

  static constexpr std::size_t kNoLimit = ~std::size_t{0};

  std::string text_;
  std::size_t at_ = 0;
  Pattern pattern_;
};

}  // namespace regex

namespace regex {

struct Match {
  std::size_t from = 0, length = 0;
  friend bool operator==(const Match&, const Match&) = default;
};

class Matcher {
 public:
  explicit Matcher(const Pattern& pattern) : pattern_(pattern), seen_(pattern.code.size()) {}

  /// The first match that begins at `start` or later.
  std::optional<Match> search(std::string_view text, std::size_t start = 0) {
    std::optional<Match> best;
    std::vector<Thread> now, next;
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
  void step(const std::vector<Thread>& now, std::vector<Thread>& next, std::string_view text,
            std::size_t at, std::optional<Match>& best) {
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
  void add_thread(std::vector<Thread>& threads, Thread first, std::size_t at, std::size_t end) {
    waiting_.clear();
    waiting_.push_back(first);
    while (!waiting_.empty()) {
      const Thread thread = waiting_.back();
      waiting_.pop_back();
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
  std::vector<std::uint64_t> seen_;
  std::vector<Thread> waiting_;
  std::uint64_t generation_ = 1;
};

}  // namespace regex

namespace {
std::string document() {
  std::string text;
  programs::Random random(13);
  while (text.size() < 100'000) {
    const std::uint64_t kind = random.below(10), length = 2 + random.below(8);
    for (std::uint64_t i = 0; i < length; ++i)
      text.push_back(static_cast<char>((kind == 0 ? '0' : 'a') +
                                       static_cast<char>(random.below(kind == 0 ? 10 : 26))));
    if (kind == 1) text += "@mail.example";
    text.push_back(random.below(12) == 0 ? '\n' : ' ');
  }
  return text;
}

std::uint64_t workload(const std::string& text) {
  std::uint64_t checksum = 0;
  for (int i = 0; i < 3; ++i) {
    regex::Compiler compiler{i == 0   ? std::string("[a-z]+@[a-z]+\\.(com|example)")
                             : i == 1 ? std::string("\\d{3,5}\\s")
                                      : std::string("(th|qu|sh)[aeiou]+\\w*")};
    regex::Matcher matcher(compiler.compile().value());
    for (auto found = matcher.search(text); found;
         found = matcher.search(text, (*found).from + (*found).length))
      checksum = programs::mixed(checksum, (*found).from * 100 + (*found).length);
  }
  return checksum;
}

}  // namespace

int main() {
  const std::string text = document();
  programs::measure([&] { return workload(text); });
}
