// The Lisp as processes/programs/lisp, in plain C++: objects are counted by std::shared_ptr.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "program.hpp"

namespace lisp {

enum class Kind : std::uint8_t { kNumber, kSymbol, kPair, kBuiltin, kClosure };

struct Object;
struct Frame;
using Ref = std::shared_ptr<Object>;
using FrameRef = std::shared_ptr<Frame>;

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
  std::vector<Binding> bindings;
  FrameRef outer;
};

inline Ref number_object(std::int64_t number) {
  const Ref made = std::make_shared<Object>();
  (*made).number = number;
  return made;
}
inline Ref pair_object(const Ref& first, const Ref& rest) {
  const Ref made = std::make_shared<Object>();
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
  std::int64_t number_of(std::string_view name) {
    const auto number = static_cast<std::int64_t>(names_.size());
    const auto [place, is_new] = numbers_.try_emplace(std::string(name), number);
    if (is_new) names_.emplace_back(name);
    return place->second;
  }
  const std::string& name_of(std::int64_t number) const {
    return names_[static_cast<std::size_t>(number)];
  }

 private:
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::int64_t> numbers_;
};

}  // namespace lisp

namespace lisp {

class Reader {
 public:
  explicit Reader(std::string text) : text_(std::move(text)) {}

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

  static Ref symbol(Symbols& symbols, std::string_view name) {
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
    const std::string_view ends = "() '\n";
    while (at_ < text_.size() && ends.find(text_[at_]) == std::string_view::npos) ++at_;
    const std::string_view atom = std::string_view(text_).substr(from, at_ - from);
    std::size_t place = atom[0] == '-' && atom.size() > 1 ? 1 : 0;
    std::int64_t number = 0;
    for (; place < atom.size() && atom[place] >= '0' && atom[place] <= '9'; ++place)
      number = number * 10 + (atom[place] - '0');
    if (place == atom.size())
      object = number_object(atom[0] == '-' ? -number : number);
    else
      object = atom == "nil" ? Ref() : symbol(symbols, atom);
  }

  std::string text_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

inline void print(const Ref& object, const Symbols& symbols, std::string& out) {
  if (!object) {
    out += "nil";
    return;
  }
  const Object& shown = *object;
  switch (shown.kind) {
    case Kind::kNumber: {
      out += std::to_string(shown.number);
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

namespace lisp {

enum class Mistake : std::uint8_t { kNone, kUnknownName, kNotAFunction, kWrongArguments, kTooDeep };

class Interpreter {
 public:
  explicit Interpreter(Symbols& symbols) : global_(std::make_shared<Frame>()) {
    for (std::int64_t form = 0; form < kForms; ++form) symbols.number_of(form_name(form));
    for (std::int64_t builtin = 0; builtin < kBuiltins; ++builtin) {
      const Ref made = number_object(builtin);
      (*made).kind = Kind::kBuiltin;
      globals_.insert_or_assign(symbols.number_of(builtin_name(builtin)), made);
    }
    globals_.insert_or_assign(symbols.number_of("t"), number_object(1));
  }

  Mistake mistake() const { return mistake_; }

  Ref evaluate(const Ref& expression) {
    mistake_ = Mistake::kNone;
    return evaluate_in(expression, global_, 0);
  }

 private:
  enum Form : std::int64_t { kQuote, kIf, kDefine, kSet, kLambda, kLet, kBegin, kForms };
  static std::string_view form_name(std::int64_t form) {
    switch (form) {
      case kQuote:
        return "quote";
      case kIf:
        return "if";
      case kDefine:
        return "define";
      case kSet:
        return "set!";
      case kLambda:
        return "lambda";
      case kLet:
        return "let";
      default:
        return "begin";
    }
  }
  enum Builtin : std::int64_t {
    kAdd,
    kSubtract,
    kMultiply,
    kLess,
    kEqual,
    kCons,
    kFirst,
    kRest,
    kIsNull,
    kIsPair,
    kRemainder,
    kBuiltins
  };
  static std::string_view builtin_name(std::int64_t builtin) {
    switch (builtin) {
      case kAdd:
        return "+";
      case kSubtract:
        return "-";
      case kMultiply:
        return "*";
      case kLess:
        return "<";
      case kEqual:
        return "=";
      case kCons:
        return "cons";
      case kFirst:
        return "car";
      case kRest:
        return "cdr";
      case kIsNull:
        return "null?";
      case kIsPair:
        return "pair?";
      default:
        return "remainder";
    }
  }
  static constexpr int kDeepest = 1500;

  Ref fail(Mistake mistake) {
    if (mistake_ == Mistake::kNone) mistake_ = mistake;
    return {};
  }
  bool failed() const { return mistake_ != Mistake::kNone; }
  static Ref first(const Ref& list) { return is(list, Kind::kPair) ? (*list).first : Ref(); }
  static Ref rest(const Ref& list) { return is(list, Kind::kPair) ? (*list).rest : Ref(); }
  static Ref second(const Ref& list) { return first(rest(list)); }
  static Ref third(const Ref& list) { return first(rest(rest(list))); }

  Ref look_up(std::int64_t symbol, const FrameRef& frame) {
    for (FrameRef at = frame; at; at = (*at).outer) {
      for (const Frame::Binding& binding : (*at).bindings)
        if (binding.symbol == symbol) return binding.value;
    }
    const auto found = globals_.find(symbol);
    return found != globals_.end() ? found->second : fail(Mistake::kUnknownName);
  }
  void assign(std::int64_t symbol, const Ref& value, const FrameRef& frame) {
    for (FrameRef at = frame; at; at = (*at).outer) {
      for (Frame::Binding& binding : (*at).bindings) {
        if (binding.symbol != symbol) continue;
        binding.value = value;
        return;
      }
    }
    globals_.insert_or_assign(symbol, value);
  }

  Ref evaluate_in(Ref expression, FrameRef frame, int depth) {
    if (depth > kDeepest) return fail(Mistake::kTooDeep);
    while (!failed()) {
      if (is(expression, Kind::kSymbol)) return look_up((*expression).number, frame);
      if (!is(expression, Kind::kPair)) return expression;
      const Ref head = first(expression);
      if (is(head, Kind::kSymbol) && (*head).number < kForms) {
        Ref value;
        if (evaluate_form((*head).number, expression, frame, depth, value)) return value;
        continue;
      }
      const Ref function = evaluate_in(head, frame, depth + 1);
      if (failed()) break;
      if (is(function, Kind::kBuiltin)) {
        const Ref left = evaluate_in(second(expression), frame, depth + 1);
        const Ref right = evaluate_in(third(expression), frame, depth + 1);
        return failed() ? Ref() : apply_builtin((*function).number, left, right);
      }
      if (!is(function, Kind::kClosure)) return fail(Mistake::kNotAFunction);
      const FrameRef called = bind(function, rest(expression), frame, depth);
      expression = body((*function).rest, called, depth);
      frame = called;
    }
    return {};
  }

  FrameRef bind(const Ref& function, Ref arguments, const FrameRef& frame, int depth) {
    const FrameRef called = std::make_shared<Frame>();
    (*called).outer = (*function).frame;
    for (Ref name = (*function).first; name; name = rest(name)) {
      if (!arguments) fail(Mistake::kWrongArguments);
      if (failed()) return called;
      const Ref value = evaluate_in(first(arguments), frame, depth + 1);
      (*called).bindings.push_back(Frame::Binding{(*first(name)).number, value});
      arguments = rest(arguments);
    }
    if (arguments) fail(Mistake::kWrongArguments);
    return called;
  }

  // Evaluates all but the last expression of a body; gives the last.
  Ref body(Ref list, const FrameRef& frame, int depth) {
    for (; rest(list) && !failed(); list = rest(list)) evaluate_in(first(list), frame, depth + 1);
    return first(list);
  }

  // Either gives a value, or leaves in `expression` and `frame` what is to be evaluated next.
  bool evaluate_form(std::int64_t form, Ref& expression, FrameRef& frame, int depth, Ref& value) {
    switch (form) {
      case kQuote:
        value = second(expression);
        return true;
      case kIf: {
        const Ref condition = evaluate_in(second(expression), frame, depth + 1);
        const Ref branches = rest(rest(expression));
        expression = condition ? first(branches) : second(branches);
        return false;
      }
      case kDefine:
      case kSet: {
        const Ref name = second(expression);
        if (!is(name, Kind::kSymbol)) return refuse(value);
        value = evaluate_in(third(expression), frame, depth + 1);
        if (form == kSet || frame == global_)
          assign((*name).number, value, frame);
        else
          (*frame).bindings.push_back(Frame::Binding{(*name).number, value});
        return true;
      }
      case kLambda:
        return make_closure(expression, frame, value);
      case kLet:
        frame = let_frame(second(expression), frame, depth);
        expression = body(rest(rest(expression)), frame, depth);
        return false;
      default:
        expression = body(rest(expression), frame, depth);
        return false;
    }
  }
  bool refuse(Ref& value) {
    value = fail(Mistake::kWrongArguments);
    return true;
  }

  bool make_closure(const Ref& expression, const FrameRef& frame, Ref& value) {
    for (Ref name = second(expression); name; name = rest(name))
      if (!is(first(name), Kind::kSymbol)) return refuse(value);
    value = std::make_shared<Object>();
    (*value).kind = Kind::kClosure;
    (*value).first = second(expression);
    (*value).rest = rest(rest(expression));
    (*value).frame = frame;
    return true;
  }
  FrameRef let_frame(Ref bindings, const FrameRef& frame, int depth) {
    const FrameRef inner = std::make_shared<Frame>();
    (*inner).outer = frame;
    for (; bindings && !failed(); bindings = rest(bindings)) {
      const Ref name = first(first(bindings));
      if (!is(name, Kind::kSymbol)) {
        fail(Mistake::kWrongArguments);
        break;
      }
      const Ref value = evaluate_in(second(first(bindings)), frame, depth + 1);
      (*inner).bindings.push_back(Frame::Binding{(*name).number, value});
    }
    return inner;
  }

  static Ref truth(bool value) { return value ? number_object(1) : Ref(); }
  Ref apply_builtin(std::int64_t builtin, const Ref& left, const Ref& right) {
    switch (builtin) {
      case kCons:
        return pair_object(left, right);
      case kFirst:
        return is(left, Kind::kPair) ? first(left) : fail(Mistake::kWrongArguments);
      case kRest:
        return is(left, Kind::kPair) ? rest(left) : fail(Mistake::kWrongArguments);
      case kIsNull:
        return truth(!left);
      case kIsPair:
        return truth(is(left, Kind::kPair));
      default:
        if (!is(left, Kind::kNumber) || !is(right, Kind::kNumber))
          return fail(Mistake::kWrongArguments);
        return calculate(builtin, (*left).number, (*right).number);
    }
  }
  Ref calculate(std::int64_t builtin, std::int64_t left, std::int64_t right) {
    switch (builtin) {
      case kAdd:
        return number_object(left + right);
      case kSubtract:
        return number_object(left - right);
      case kMultiply:
        return number_object(left * right);
      case kLess:
        return truth(left < right);
      case kEqual:
        return truth(left == right);
      default:
        if (right == 0 || right == -1)
          return right == 0 ? fail(Mistake::kWrongArguments) : number_object(0);
        return number_object(left % right);
    }
  }

  FrameRef global_;
  std::unordered_map<std::int64_t, Ref> globals_;
  Mistake mistake_ = Mistake::kNone;
};

}  // namespace lisp

namespace {

struct World {
  lisp::Symbols symbols;
  lisp::Interpreter interpreter{symbols};

  /// The last expression's value as text.
  std::string run(std::string_view text) {
    lisp::Reader reader{std::string(text)};
    lisp::Ref value;
    while (!reader.is_at_end()) {
      lisp::Ref expression;
      if (!reader.read(symbols, expression)) return "unreadable";
      value = interpreter.evaluate(expression);
      if (interpreter.mistake() != lisp::Mistake::kNone) break;
    }
    std::string printed;
    lisp::print(value, symbols, printed);
    return printed;
  }
};

std::uint64_t workload() {
  World world;
  const std::string printed = world.run(
      "(define fib (lambda (n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))))"
      "(define divides (lambda (n l) (if (null? l) nil"
      "  (if (= (remainder n (car l)) 0) t (divides n (cdr l))))))"
      "(define primes (lambda (n most l) (if (< most n) l"
      "  (primes (+ n 1) most (if (divides n l) l (cons n l))))))"
      "(cons (fib 21) (primes 2 400 nil))");
  std::uint64_t checksum = 0;
  for (const char character : printed)
    checksum = programs::mixed(checksum, static_cast<unsigned char>(character));
  return checksum;
}

}  // namespace

int main() {
  programs::measure([] { return workload(); });
}
