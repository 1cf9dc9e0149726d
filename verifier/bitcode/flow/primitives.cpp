// Calls of primitives: their typing rules applied.
#include <algorithm>

#include "bitcode/flow/run.hpp"

namespace verifier::flow {
namespace {

// An array of handles may hold numbers that the kernel checks; an address it could not check.
constexpr std::uint64_t kKernelChecked = kind_bit(Kind::endpoint) | kind_bit(Kind::lock) |
                                         kind_bit(Kind::thread) | kind_bit(Kind::process) |
                                         kind_bit(Kind::set);

constexpr std::uint64_t kAnyOwner = ~std::uint64_t{0};

std::string parameter_text(const llvm::CallInst& call, unsigned index) {
  return call.getCalledFunction()->getName().str() + ", parameter " + std::to_string(index);
}

}  // namespace

bool Run::call_primitive(const llvm::CallInst& call, const llvm::Function& callee) {
  static const Rule kNumbersOnly{};
  const Rule* rule = find_rule(std::string_view(callee.getName()));
  if (rule == nullptr) {
    const bool numbers = !call.getType()->isPointerTy() &&
                         std::ranges::none_of(call.args(), [](const llvm::Use& argument) {
                           return argument->getType()->isPointerTy();
                         });
    if (!numbers) report(435, call, callee.getName().str() + " takes or gives a pointer");
    rule = &kNumbersOnly;
  }
  if (callee.getName() == "sip_cell_put_endpoint") keep_in_cell(call);
  for (unsigned i = 0; i < call.arg_size(); ++i) {
    const Parameter parameter = i < rule->parameters.size() ? rule->parameters[i] : Parameter{};
    check_parameter(call, i, parameter);
  }
  if (rule->result.gives == Gives::kNever) return false;
  std::optional<Value> result;
  if (call.getType()->isVoidTy())
    return converse(call, std::string_view(callee.getName()), result.emplace());
  if (rule->result.gives == Gives::kPlace)
    result = place_in(call, *rule);
  else
    result = result_of(call, *rule);
  if (!result) return false;  // nothing is in it, so the check of the index ends the SIP
  if (!converse(call, std::string_view(callee.getName()), *result)) return false;
  check_result(call.getAttributes().getRetAttrs(), call, *result, call);
  define(call, *result);
  return true;
}

std::optional<std::uint64_t> Run::amount(const Amount& amount, const llvm::CallInst& call) {
  std::uint64_t bytes = amount.fixed;
  for (const int parameter : {amount.first, amount.second}) {
    if (parameter < 0) continue;
    const Value value = value_of(*call.getArgOperand(static_cast<unsigned>(parameter)), call);
    if (value.bits != kConstant && value.bits != kZero) {
      report(426, call,
             parameter_text(call, static_cast<unsigned>(parameter)) + ": it is not a constant");
      return std::nullopt;
    }
    const std::uint64_t factor = value.bits == kZero ? 0 : value.constant;
    if (factor > 1U << 24) {
      report(426, call,
             parameter_text(call, static_cast<unsigned>(parameter)) + ": it is too large");
      return std::nullopt;
    }
    bytes *= factor;
  }
  return bytes;
}

void Run::check_parameter(const llvm::CallInst& call, unsigned index, const Parameter& parameter) {
  const Value value = value_of(*call.getArgOperand(index), call);
  switch (parameter.term) {
    case Term::kNumber:
      return check_promises(call, index, value);
    case Term::kHandle:
      return use_handle(call, value, parameter);
    case Term::kAny:
      (void)places(value, 0, 1, call, false);
      return;
    case Term::kFirst: {
      if (is_in_cell(value)) return;
      const auto bytes = amount(parameter.amount, call);
      if (bytes) check_first(call, value, *bytes);
      return;
    }
    default:
      if (parameter.term >= Term::kText) return use_opaque(call, index, parameter);
      return use_memory(call, index, parameter);
  }
}

void Run::use_handle(const llvm::CallInst& call, const Value& value, const Parameter& parameter) {
  const std::uint64_t wanted = kind_bit(*parameter.kind);
  const bool number = value.has(kPlain | kConstant | kUninit | kLength) || value.is_pointer();
  const bool weak = value.has(kForeign) && (value.kinds & wanted) != 0;
  const bool excused = weak && (wanted & kKernelChecked) != 0;
  if (number && !excused)
    report(429, call, "a number where " + std::string(meaning_of(*parameter.kind)) + " must be");
  else if (value.has(kForeign) && !weak)
    report(429, call,
           "what came with a message is not " + std::string(meaning_of(*parameter.kind)));
  if (refuse_emptied(call, value, wanted)) return;
  // Where paths join, one may have given away what another still has. The kernel refuses a stale
  // handle of its own, so of those only what is dead on every path is refused here.
  const bool some_live =
      std::ranges::any_of(value.tokens, [](const TokenRef& t) { return !t.dead; });
  for (const TokenRef& token : value.tokens) {
    if (token.dead && some_live && (wanted & kKernelChecked) != 0) continue;
    use_token(call, token, parameter);
  }
}

void Run::use_token(const llvm::CallInst& call, TokenRef reference, const Parameter& parameter) {
  Token& token = state_.tokens[static_cast<std::size_t>(reference.id)];
  if (token.kind != *parameter.kind)
    return report(429, call,
                  std::string(name_of(token.kind)) + " where " +
                      std::string(name_of(*parameter.kind)) + " must be");
  if (reference.dead)
    return report(428, call, std::string(meaning_of(token.kind)) + " was given away before");
  if (parameter.use == Use::kKeep && token.units < 8) ++token.units;
  // Who holds how many shares from now on, a failed call may have changed.
  if (parameter.use == Use::kKeep) token.strayed = true;
  if (parameter.use == Use::kDrop) --token.units;
  const bool gone = parameter.use == Use::kGive ||
                    (parameter.use == Use::kDrop && token.units <= 0 && !token.many);
  if (gone) state_.spend(reference.id);
}

void Run::use_memory(const llvm::CallInst& call, unsigned index, const Parameter& parameter) {
  const auto bytes = amount(parameter.amount, call);
  if (!bytes) return;
  const bool writes = parameter.term == Term::kOut || parameter.term == Term::kRoom ||
                      parameter.term == Term::kLoad;
  const std::vector<Target> where =
      places(value_of(*call.getArgOperand(index), call), *bytes, 1, call, writes);
  if (parameter.term == Term::kClosure) return move_closure(where, *bytes, call);
  for (const Segment& piece : slice(where, *bytes)) {
    if (piece.value.is_pointer())
      report(426, call, parameter_text(call, index) + ": the object holds a pointer");
    if (piece.value.has(kUninit) && parameter.term == Term::kIn)
      report(425, call, parameter_text(call, index) + ": the object was not written to its end");
  }
  if (parameter.term == Term::kHand) lose_track(slice(where, *bytes));
  // Which words of a message are owners its contract says.
  if (parameter.term == Term::kGive && analysis_.rights() == nullptr)
    give_away(where, *bytes, call);
  if (!writes) return;
  Value written = Value::of(kPlain);
  if (parameter.term == Term::kLoad) {
    written.bits = kForeign;
    written.kinds = kind_bit(Kind::endpoint) | kind_bit(Kind::block);
  }
  if (parameter.kind) {
    Token token;
    token.kind = *parameter.kind;
    token.live = must_be_consumed(token.kind);
    written = Value::token(make_token(call, index + 1, token));
    if (!token.live) written.bits |= kZero;
  }
  write(where, *bytes, written, call);
}

void Run::give_away(const std::vector<Target>& places, std::uint64_t size,
                    const llvm::CallInst& call) {
  for (const Segment& piece : slice(places, size)) {
    if (piece.size == 8 && refuse_emptied(call, piece.value, kAnyOwner)) continue;
    for (const TokenRef& reference : piece.value.tokens) {
      const Token& token = state_.tokens[static_cast<std::size_t>(reference.id)];
      const bool checked = (kind_bit(token.kind) & kKernelChecked) != 0;
      const bool some_live = std::ranges::any_of(piece.value.tokens,
                                                 [](const TokenRef& other) { return !other.dead; });
      if (reference.dead && checked && some_live) continue;
      if (reference.dead)
        report(428, call, std::string(meaning_of(token.kind)) + " in it was given away before");
      else if (manner_of(token.kind) == Manner::owned || token.units <= 1)
        state_.spend(reference.id);
      else
        --state_.tokens[static_cast<std::size_t>(reference.id)].units;
    }
  }
}

// A thread gets what its closure holds: nothing that this thread can still reach.
void Run::move_closure(const std::vector<Target>& places, std::uint64_t size,
                       const llvm::CallInst& call) {
  const Value gate = value_of(*call.getArgOperand(2), call);
  if (gate.bits != kConstant && gate.bits != kZero)
    return report(434, call, "the number of the gate is not a constant");
  State sent;
  sent.tokens = state_.tokens;
  Content content(static_cast<std::uint32_t>(size), Value::of(kUninit));
  content.write(0, static_cast<std::uint32_t>(size), slice(places, size));
  settle(content);
  Renumbering numbers;
  std::vector<TokenId> given;
  content.for_each([&](Value& value) {
    const auto stays = [this](const Target& target) {
      return target.object < kFirstGlobal || !analysis_.global(target.object).is_constant;
    };
    if (std::erase_if(value.targets, stays) != 0) {
      report(423, call, "a thread would get a reference to what this thread can change");
      value.bits |= kUninit;
    }
    for (const TokenRef& reference : value.tokens) {
      const Token& token = state_.tokens[static_cast<std::size_t>(reference.id)];
      if (reference.dead)
        report(428, call, std::string(meaning_of(token.kind)) + " in it was given away before");
      else
        given.push_back(reference.id);
    }
    numbers.value(value);
  });
  Object closure;
  closure.life = Life::kAlive;
  closure.alignment = 8;
  closure.content = std::make_shared<Content>(std::move(content));
  std::map<ObjectId, Object> none;
  std::vector<Object> objects;
  std::vector<Token> tokens;
  collect(sent, numbers, none, objects, tokens, [](Content&) {});
  if (!analysis_.add_closure(gate.bits == kZero ? 0 : gate.constant, closure, tokens))
    report(434, call, "closures of different sizes are given to one gate");
  for (const TokenId id : given) {
    Token& token = state_.tokens[static_cast<std::size_t>(id)];
    const bool counted = manner_of(token.kind) == Manner::counted;
    if (counted && --token.units > 0) continue;
    if (manner_of(token.kind) != Manner::free) state_.spend(id);
  }
  write(places, size, emptying(places, {{0, static_cast<std::uint32_t>(size), Value::of(kZero)}}),
        call);
}

// How many elements lie in memory that threads share is known when it is made, at run time.
bool Run::is_in_cell(const Value& value) const {
  return value.bits == 0 && !value.targets.empty() &&
         std::ranges::all_of(value.targets, [this](const Target& target) {
           const Object* object = look_at(target.object);
           return object != nullptr && object->is_shared && object->life == Life::kAlive;
         });
}

void Run::check_first(const llvm::CallInst& call, const Value& value, std::uint64_t bytes) {
  for (const Target& target : places(value, 0, 1, call, false)) {
    const std::uint64_t room =
        target.is_exact()
            ? look_at(target.object)->size() - static_cast<std::uint64_t>(target.offset)
            : target.stride - static_cast<std::uint64_t>(target.inner);
    if (bytes > room) report(426, call, "the array is longer than the object that it is in");
  }
}

Value Run::result_of(const llvm::CallInst& call, const Rule& rule) {
  const Result& result = rule.result;
  const auto argument = [&] {
    return value_of(*call.getArgOperand(static_cast<unsigned>(result.parameter)), call);
  };
  switch (result.gives) {
    case Gives::kHandle: {
      Token token;
      token.kind = result.kind;
      token.live = must_be_consumed(token.kind);
      Value value = Value::token(make_token(call, 0, token));
      if (!token.live) value.bits |= kZero;
      return value;
    }
    case Gives::kLock: {
      Token token;
      token.kind = Kind::lock;
      const Value cell = argument();
      if (cell.tokens.size() == 1) token.link = cell.tokens[0].id;
      return Value::token(make_token(call, 0, token));
    }
    case Gives::kElement: {
      Value value = argument();
      if (is_in_cell(value)) return value;
      Amount count{1, result.amount.first, -1}, size{1, result.amount.second, -1};
      const auto elements = amount(count, call), stride = amount(size, call);
      if (!elements || !stride || *stride == 0) return Value::of(kUninit);
      // The first element is where the array begins; the others are somewhere in it.
      const auto index = static_cast<unsigned>(result.parameter) + 1;
      if (value_of(*call.getArgOperand(index), call).bits == kZero) return value;
      for (Target& target : value.targets) {
        if (!target.is_exact()) continue;  // an array in an element: any place in that element
        target.count = static_cast<std::uint32_t>(*elements);
        target.stride = static_cast<std::uint32_t>(*stride);
      }
      return value;
    }
    case Gives::kContent: {
      const auto bytes = amount(result.amount, call);
      if (!bytes) return Value::of(kUninit);
      const ObjectId id = object_made_at(call, 0);
      forget_object(id);
      Object object;
      object.life = Life::kAlive;
      object.is_shared = true;
      object.alignment = 8;
      const Value cell = argument();
      if (cell.tokens.size() == 1) object.cell = cell.tokens[0].id;
      object.content =
          std::make_shared<Content>(static_cast<std::uint32_t>(*bytes), Value::of(kPlain));
      change(id) = std::move(object);
      return Value::pointer({id});
    }
    default:
      return Value::of(kPlain);
  }
}

}  // namespace verifier::flow
