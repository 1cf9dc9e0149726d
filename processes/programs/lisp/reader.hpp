// The reader and the printer: text to objects and back.
#pragma once
#include <manifest.hpp>

#include "object.hpp"

namespace lisp {

class Reader {
 public:
  explicit Reader(sip::String text) : text_(std::move(text)) {}

  /// The next object into `object`; false at the text's end or if it is wrong.
  bool read(Symbols& symbols, Ref& object, int depth = 0) {
    skip_space();
    if (at_ >= text_.size() || depth > kDeepest) return fail();
    if (text_[at_] == '(') return read_list(symbols, object, depth);
    if (text_[at_] == ')') return fail();
    if (text_[at_] == '\'') {
      ++at_;
      Ref quoted;
      if (!read(symbols, quoted, depth + 1)) return fail();
      object = pair_object(symbol(symbols, "quote"), pair_object(quoted, Ref()));
      return true;
    }
    read_atom(symbols, object);
    return true;
  }
  bool is_at_end() {
    skip_space();
    return at_ >= text_.size();
  }
  bool failed() const { return failed_; }

 private:
  static constexpr int kDeepest = 200;

  static Ref symbol(Symbols& symbols, const sip::StringView& name) {
    const Ref made = number_object(symbols.number_of(name));
    (*made).kind = Kind::kSymbol;
    return made;
  }
  bool fail() {
    failed_ = true;
    return false;
  }
  void skip_space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
  }

  bool read_list(Symbols& symbols, Ref& list, int depth) {
    ++at_;
    Ref last;
    for (skip_space(); at_ < text_.size() && text_[at_] != ')'; skip_space()) {
      Ref element;
      if (!read(symbols, element, depth + 1)) return false;
      const Ref pair = pair_object(element, Ref());
      if (last)
        (*last).rest = pair;
      else
        list = pair;
      last = pair;
    }
    if (at_ >= text_.size()) return fail();
    ++at_;
    return true;
  }

  void read_atom(Symbols& symbols, Ref& object) {
    const std::size_t from = at_;
    const sip::StringView ends = "() '\n";
    while (at_ < text_.size() && ends.find(text_[at_]) == sip::StringView::npos) ++at_;
    const sip::StringView atom = text_.substr_view(from, at_ - from);
    std::size_t place = atom[0] == '-' && atom.size() > 1 ? 1 : 0;
    std::int64_t number = 0;
    for (; place < atom.size() && atom[place] >= '0' && atom[place] <= '9'; ++place)
      number = number * 10 + (atom[place] - '0');
    if (place == atom.size())
      object = number_object(atom[0] == '-' ? -number : number);
    else
      object = atom == "nil" ? Ref() : symbol(symbols, atom);
  }

  sip::String text_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

inline void print(const Ref& object, const Symbols& symbols, sip::String& out) {
  if (!object) {
    out += "nil";
    return;
  }
  const Object& shown = *object;
  switch (shown.kind) {
    case Kind::kNumber: {
      sip::Line line;
      line.append(shown.number);
      for (std::size_t i = 0; i < line.size(); ++i) out.push_back(line[i]);
      break;
    }
    case Kind::kSymbol:
      out += symbols.name_of(shown.number);
      break;
    case Kind::kBuiltin:
    case Kind::kClosure:
      out += "#function";
      break;
    case Kind::kPair:
      out.push_back('(');
      Ref at = object;
      for (; is(at, Kind::kPair); at = (*at).rest) {
        if (!(at == object)) out.push_back(' ');
        print((*at).first, symbols, out);
      }
      if (at) {
        out += " . ";
        print(at, symbols, out);
      }
      out.push_back(')');
      break;
  }
}

}  // namespace lisp
