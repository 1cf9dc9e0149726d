// What Lisp computes with: numbers, symbols, pairs, built-in functions and closures. Nil is the
// null reference. Everything is collected.
#pragma once
#include <manifest.hpp>

namespace lisp {

enum class Kind : std::uint8_t { kNumber, kSymbol, kPair, kBuiltin, kClosure };

struct Object;
struct Frame;
using Ref = sip::Gc<Object>;
using FrameRef = sip::Gc<Frame>;

struct Object {
  Kind kind = Kind::kNumber;
  std::int64_t number = 0;  // its value; a symbol's or a built-in function's number
  Ref first, rest;          // a pair's halves; a closure's parameters and body
  FrameRef frame;           // where a closure was made
};

/// The variables of one call, and the frame that its code lies in.
struct Frame {
  struct Binding {
    std::int64_t symbol = 0;
    Ref value;
  };
  sip::Vector<Binding> bindings;
  FrameRef outer;
};

inline Ref number_object(std::int64_t number) {
  const Ref made = sip::make_gc<Object>();
  (*made).number = number;
  return made;
}
inline Ref pair_object(const Ref& first, const Ref& rest) {
  const Ref made = sip::make_gc<Object>();
  (*made).kind = Kind::kPair;
  (*made).first = first;
  (*made).rest = rest;
  return made;
}
inline bool is(const Ref& object, Kind kind) {
  return object && (*object).kind == kind;
}

/// Names by number, numbers by name.
class Symbols {
 public:
  std::int64_t number_of(const sip::StringView& name) {
    if (const auto known = numbers_.find(name)) return *known;
    const auto number = static_cast<std::int64_t>(names_.size());
    names_.push_back(sip::String(name));
    numbers_.insert(sip::String(name), number);
    return number;
  }
  const sip::String& name_of(std::int64_t number) const {
    return names_[static_cast<std::size_t>(number)];
  }

 private:
  sip::Vector<sip::String> names_;
  sip::HashMap<sip::String, std::int64_t> numbers_;
};

}  // namespace lisp
