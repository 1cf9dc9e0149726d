// Calls of the module's own functions and of intrinsics.
#include <llvm/IR/Constants.h>
#include <llvm/IR/IntrinsicInst.h>

#include <algorithm>

#include "bitcode/flow/run.hpp"

namespace verifier::flow {
namespace {

bool promises_something(const llvm::CallInst& call, unsigned index) {
  return call.paramHasAttr(index, llvm::Attribute::NonNull) ||
         call.paramHasAttr(index, llvm::Attribute::ByVal) ||
         call.paramHasAttr(index, llvm::Attribute::StructRet) ||
         call.paramHasAttr(index, llvm::Attribute::Dereferenceable) ||
         call.paramHasAttr(index, llvm::Attribute::Alignment);
}

}  // namespace

bool Run::call(const llvm::CallInst& call) {
  const llvm::Function* callee = call.getCalledFunction();
  if (callee == nullptr || call.getFunctionType() != callee->getFunctionType()) {
    report(432, call, "a call whose callee is not known");
    return false;
  }
  if (callee->isIntrinsic()) return intrinsic(call, callee->getIntrinsicID());
  return callee->isDeclaration() ? call_primitive(call, *callee) : call_function(call, *callee);
}

bool Run::intrinsic(const llvm::CallInst& call, unsigned id) {
  if (llvm::isa<llvm::DbgInfoIntrinsic>(call)) return true;
  switch (id) {
    case llvm::Intrinsic::lifetime_start:
      begin_or_end_life(call, true);
      return true;
    case llvm::Intrinsic::lifetime_end:
      begin_or_end_life(call, false);
      return true;
    case llvm::Intrinsic::ubsantrap:
      // Clang traps where the source says that nothing comes: a broken promise, though harmless.
      if (llvm::cast<llvm::ConstantInt>(call.getArgOperand(0))->isOne())
        report(433, call, "a place that the code itself calls unreachable can be reached");
      return false;
    case llvm::Intrinsic::trap:
      return false;
    default:
      break;
  }
  if (const auto* memory = llvm::dyn_cast<llvm::MemIntrinsic>(&call)) {
    transfer(*memory);
    return true;
  }
  for (const llvm::Use& argument : call.args()) (void)number(*argument, call);
  if (!call.getType()->isVoidTy()) define(call, Value::of(kPlain));
  return true;
}

// What the optimiser is promised about an argument must hold.
void Run::check_promises(const llvm::CallInst& call, unsigned index, const Value& value) {
  if (!call.getArgOperand(index)->getType()->isPointerTy()) {
    if (value.has(kUninit)) report(425, call, "an argument was never set");
    if (value.is_pointer()) report(424, call, "a pointer is passed as a number");
    return;
  }
  if (!promises_something(call, index)) {
    if (value.has(kUninit)) report(421, call, "an argument is a reference that is not set");
    return;
  }
  const llvm::Function& callee = *call.getCalledFunction();
  // What the declaration of a primitive promises, step two forgets: one symbol serves many types.
  const bool own = !callee.isDeclaration();
  std::uint64_t size = std::max(call.getParamDereferenceableBytes(index),
                                own ? callee.getParamDereferenceableBytes(index) : 0);
  bool for_write = false;
  for (llvm::Type* type : {call.getParamByValType(index), call.getParamStructRetType(index)}) {
    if (type != nullptr)
      size = std::max<std::uint64_t>(size, analysis_.layout().getTypeAllocSize(type));
  }
  for_write = call.getParamStructRetType(index) != nullptr;
  const std::uint64_t alignment =
      std::max(call.getParamAlign(index).valueOrOne().value(),
               own ? callee.getParamAlign(index).valueOrOne().value() : 1);
  (void)places(value, size, alignment, call, for_write);
}

void Run::check_result(llvm::AttributeSet promises, const llvm::Value& operand, const Value& value,
                       const Instruction& at) {
  if (!operand.getType()->isPointerTy()) {
    if (value.has(kUninit)) report(425, at, "the result was never set");
    if (value.is_pointer()) report(424, at, "a pointer is the result where a number must be");
    return;
  }
  const bool promised = promises.hasAttribute(llvm::Attribute::NonNull) ||
                        promises.hasAttribute(llvm::Attribute::NoUndef) ||
                        promises.getDereferenceableBytes() != 0;
  if (promised)
    (void)places(value, promises.getDereferenceableBytes(),
                 promises.getAlignment().valueOrOne().value(), at, false);
}

// `noalias`, which clang gives the place of a result: nothing else that the callee can reach is
// there.
void Run::check_alone(const llvm::CallInst& call, unsigned index) {
  const Value place = value_of(*call.getArgOperand(index), call);
  std::vector<ObjectId> open;
  std::set<ObjectId> reached;
  const auto reach = [&](const Value& value) {
    for (const Target& target : value.targets) {
      if (target.object < kFirstGlobal && reached.insert(target.object).second)
        open.push_back(target.object);
    }
  };
  for (unsigned i = 0; i < call.arg_size(); ++i) {
    if (i != index && call.getParamByValType(i) == nullptr)
      reach(value_of(*call.getArgOperand(i), call));
  }
  while (!open.empty()) {
    const Object* object = look_at(open.back());
    open.pop_back();
    if (object == nullptr || !object->content) continue;
    for (const Segment& segment : object->content->segments()) reach(segment.value);
  }
  for (const Target& target : place.targets) {
    if (reached.contains(target.object))
      report(430, call, "noalias, but another argument reaches the place of the result");
  }
}

void Run::settle(Content& content) const {
  const Target some_literal{analysis_.literal_byte(), 0, 0, 0, 0};
  content.settle_views(some_literal, [this](const Target& target) -> std::uint64_t {
    if (target.object < kFirstGlobal || !target.is_exact() || target.offset < 0) return 0;
    const std::uint64_t size = analysis_.global(target.object).size();
    const auto offset = static_cast<std::uint64_t>(target.offset);
    return offset < size ? size - offset : 0;
  });
}

bool Run::call_function(const llvm::CallInst& call, const llvm::Function& callee) {
  Renumbering numbers;
  std::map<ObjectId, Object> copies;
  World world;
  for (unsigned i = 0; i < call.arg_size(); ++i) {
    Value value = value_of(*call.getArgOperand(i), call);
    check_promises(call, i, value);
    if (callee.hasParamAttribute(i, llvm::Attribute::NoAlias) ||
        call.paramHasAttr(i, llvm::Attribute::NoAlias))
      check_alone(call, i);
    if (llvm::Type* type = call.getParamByValType(i)) {
      const std::uint64_t size = analysis_.layout().getTypeAllocSize(type).getFixedValue();
      Object copy;
      copy.life = Life::kAlive;
      copy.alignment = static_cast<std::uint32_t>(call.getParamAlign(i).valueOrOne().value());
      Content content(static_cast<std::uint32_t>(size), Value::of(kUninit));
      content.write(0, static_cast<std::uint32_t>(size),
                    slice(places(value, size, 1, call, false), size));
      copy.content = std::make_shared<Content>(std::move(content));
      const ObjectId id = numbers.add_copy();
      copies[id] = std::move(copy);
      value = Value::pointer({id});
    } else {
      if (value.has(kConstant) && !analysis_.wants_constant(callee, i)) value = Value::of(kPlain);
      numbers.value(value);
    }
    world.arguments.push_back(std::move(value));
  }
  const auto simplify = [this](Content& content) {
    settle(content);
    content.forget_constants();
  };
  for (std::size_t before = ~std::size_t{0};
       before != numbers.objects().size() + numbers.tokens().size();) {
    before = numbers.objects().size() + numbers.tokens().size();
    collect(state_, numbers, copies, world.objects, world.tokens, simplify);
  }
  for (Token& token : world.tokens) token.touched = false;
  gather_standings(numbers.tokens(), world.tokens);
  const Summary summary = analysis_.call(callee, world, call);
  const State before = state_;
  for (std::size_t i = 0; i < summary.exits.size(); ++i) {
    if (i != 0) forks_.push_back(std::exchange(state_, before));
    take_over(call, summary.exits[i], numbers, world.objects.size(), world.tokens.size());
    find_lost(call);
  }
  return !summary.exits.empty();
}

// The callee's objects and tokens get their own numbers back; its new ones become new here.
void Run::take_over(const llvm::CallInst& call, const Exit& exit, const Renumbering& numbers,
                    std::size_t known_objects, std::size_t known_tokens) {
  for (const TokenId token : exit.spent)
    state_.spend(numbers.tokens()[static_cast<std::size_t>(token)]);
  std::vector<TokenId> tokens = numbers.tokens();
  // A new one is known by where it was made, since different paths may bring them in another order.
  // One that only another exit has is none here.
  std::map<std::uint32_t, std::uint64_t> alike;
  for (std::size_t i = known_tokens; i < exit.tokens.size(); ++i) {
    const Token& made = exit.tokens[i];
    const std::uint64_t ordinal = made.made ? alike[made.origin]++ << 32 | made.origin : 0;
    tokens.push_back(made.made ? make_token(call, ordinal, made) : -1);
  }
  for (std::size_t i = 0; i < exit.tokens.size(); ++i) {
    if (tokens[i] < 0) continue;
    Token token = exit.tokens[i];
    if (token.link >= 0) token.link = tokens[static_cast<std::size_t>(token.link)];
    Token& known = state_.tokens[static_cast<std::size_t>(tokens[i])];
    token.origin = known.origin;
    token.many = token.many || known.many;
    if (i >= known_tokens) {
      // As make_token() left it: with those that it stands for already, if there are such.
      token.touched = false;
      token.standings = known.standings;
    } else if (token.touched) {
      // What the callee could not see: copies of the handle, and of what was received before.
      state_.forget_message(tokens[i]);
      if (!token.standings.empty()) state_.stand(tokens[i], token.standings);
    } else {
      token.touched = known.touched;
      token.standings = known.standings;
    }
    known = token;
  }
  std::vector<ObjectId> objects = numbers.objects();
  for (std::size_t i = known_objects; i < exit.objects.size(); ++i) {
    objects.push_back(object_made_at(call, static_cast<unsigned>(i - known_objects)));
    forget_object(objects.back());
  }
  const auto restore = [&](Value& value) {
    for (Target& target : value.targets) {
      if (target.object < kFirstGlobal)
        target.object = objects[static_cast<std::size_t>(target.object)];
    }
    if (std::erase_if(value.targets, [](const Target& target) { return target.object < 0; }) != 0)
      value.bits |= kUninit;
    for (TokenRef& token : value.tokens) token.id = tokens[static_cast<std::size_t>(token.id)];
    if (std::erase_if(value.tokens, [](const TokenRef& token) { return token.id < 0; }) != 0)
      value.bits |= kPlain;
    if (value.tag_of >= 0) value.tag_of = tokens[static_cast<std::size_t>(value.tag_of)];
    if (value.none_of >= 0) value.none_of = tokens[static_cast<std::size_t>(value.none_of)];
    std::ranges::sort(value.targets);
    std::ranges::sort(value.tokens);
  };
  for (std::size_t i = 0; i < exit.objects.size(); ++i) {
    if (objects[i] < 0) continue;
    Object object = exit.objects[i];
    if (i < known_objects) {
      const Object& before = change(objects[i]);
      object.is_copy = before.is_copy;
      if (object.content && before.content && before.life == Life::kAlive)
        object.writable().recall_constants(*before.content);
    }
    if (object.cell >= 0) object.cell = tokens[static_cast<std::size_t>(object.cell)];
    if (object.content) object.writable().for_each(restore);
    change(objects[i]) = std::move(object);
  }
  if (call.getType()->isVoidTy()) return;
  Value result = exit.result;
  restore(result);
  check_result(call.getAttributes().getRetAttrs(), call, result, call);
  define(call, std::move(result));
}

ObjectId Run::object_made_at(const Instruction& at, unsigned ordinal) {
  const auto [place, fresh] =
      made_objects_.try_emplace({&at, ordinal}, static_cast<ObjectId>(next_object_));
  if (fresh) ++next_object_;
  if (state_.objects.size() < next_object_) state_.objects.resize(next_object_);
  return place->second;
}

// What is made again in a loop is not what older references refer to.
void Run::forget_object(ObjectId id) {
  if (change(id).life == Life::kAbsent) return;
  state_.for_each_value([id](Value& value) {
    if (std::erase_if(value.targets, [id](const Target& target) { return target.object == id; }) !=
        0)
      value.bits |= kUninit;
  });
}

TokenId Run::make_token(const Instruction& at, std::uint64_t ordinal, Token token) {
  const auto [place, fresh] =
      made_tokens_.try_emplace({&at, ordinal}, static_cast<TokenId>(next_token_));
  if (fresh) ++next_token_;
  if (state_.tokens.size() < next_token_) state_.tokens.resize(next_token_);
  const TokenId id = place->second;
  token.made = true;
  token.origin =
      analysis_.origin(token.origin != 0 ? token.origin : Analysis::kPrimitive | ordinal, at);
  bool held = false;
  if (!fresh) {
    state_.forget_message(id);
    state_.for_each_value([&held, id](Value& value) {
      for (const TokenRef& reference : value.tokens)
        held = held || (reference.id == id && !reference.dead);
    });
  }
  const Token& before = state_.tokens[static_cast<std::size_t>(id)];
  if (!fresh && before.live && !before.many && !before.strayed && !held)
    report(437, at,
           "when it is made again, the one of before is still there, and nothing holds it");
  token.many = token.many || held;
  if (held) {
    Standings all =
        union_of(token.standings, state_.tokens[static_cast<std::size_t>(id)].standings);
    for (Standing& standing : all) standing.arrived = Standing::kNothing;
    put_in_order(all);
    state_.stand(id, all);
    token.standings = std::move(all);
  }
  state_.tokens[static_cast<std::size_t>(id)] = std::move(token);
  return id;
}

}  // namespace verifier::flow
