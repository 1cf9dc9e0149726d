// The compiler: | * + ? {n,m} . [] [^] () ^ $ \d \w \s and quoted signs become code (Thompson 1968,
// as in Cox, "Regular Expression Matching: the Virtual Machine Approach", 2009). Code of a part is
// kept as a piece whose jumps count from its start, so that it can be repeated.
#pragma once
#include <manifest.hpp>

#include "code.hpp"

namespace regex {

class Compiler {
 public:
  explicit Compiler(sip::String text) : text_(std::move(text)) {}

  /// The pattern, or nothing: place() says where it is wrong.
  sip::Optional<Pattern> compile() {
    Code code;
    if (!alternatives(code, 0) || at_ != text_.size()) return {};
    code.push_back(Instruction{});
    if (code.size() > kMostCode) return {};
    pattern_.code = std::move(code);
    return pattern_;
  }
  std::size_t place() const { return at_; }

 private:
  using Code = sip::Vector<Instruction>;
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

  sip::String text_;
  std::size_t at_ = 0;
  Pattern pattern_;
};

}  // namespace regex
