// The interpreter: quote, if, define, set!, lambda, let, begin, and a dozen built-in functions.
// Calls in tail position take no stack. A mistake ends the evaluation with a reason, not the SIP.
#pragma once
#include <manifest.hpp>

#include "object.hpp"

namespace lisp {

enum class Mistake : std::uint8_t { kNone, kUnknownName, kNotAFunction, kWrongArguments, kTooDeep };

class Interpreter {
 public:
  explicit Interpreter(Symbols& symbols) : global_(sip::make_gc<Frame>()) {
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
  static sip::StringView form_name(std::int64_t form) {
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
  static sip::StringView builtin_name(std::int64_t builtin) {
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
    return found ? *found : fail(Mistake::kUnknownName);
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
    const FrameRef called = sip::make_gc<Frame>();
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
    value = sip::make_gc<Object>();
    (*value).kind = Kind::kClosure;
    (*value).first = second(expression);
    (*value).rest = rest(rest(expression));
    (*value).frame = frame;
    return true;
  }
  FrameRef let_frame(Ref bindings, const FrameRef& frame, int depth) {
    const FrameRef inner = sip::make_gc<Frame>();
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
  sip::HashMap<std::int64_t, Ref> globals_;
  Mistake mistake_ = Mistake::kNone;
};

}  // namespace lisp
