// What one instruction does, except memory and calls.
#include <llvm/IR/Constants.h>
#include <llvm/IR/Operator.h>

#include <algorithm>

#include "bitcode/flow/run.hpp"

namespace verifier::flow {
namespace {

constexpr std::size_t kMostPossibilities = 64;

bool is_known(const Value& value) {
  return (value.bits == kConstant || value.bits == kZero) && value.tokens.empty() &&
         value.targets.empty() && value.tag_of < 0;
}

std::optional<llvm::APInt> known(const Value& value, llvm::Type* type) {
  if (!is_known(value) || !type->isIntegerTy()) return std::nullopt;
  const std::uint64_t number = value.has(kConstant) ? value.constant : 0;
  return llvm::APInt(64, number).trunc(type->getIntegerBitWidth());
}

Value folded(const llvm::APInt& number) {
  return Value::number(number.getZExtValue());
}

std::optional<llvm::APInt> fold(unsigned opcode, const llvm::APInt& a, const llvm::APInt& b) {
  switch (opcode) {
    case llvm::Instruction::Add:
      return a + b;
    case llvm::Instruction::Sub:
      return a - b;
    case llvm::Instruction::Mul:
      return a * b;
    case llvm::Instruction::And:
      return a & b;
    case llvm::Instruction::Or:
      return a | b;
    case llvm::Instruction::Xor:
      return a ^ b;
    default:
      return std::nullopt;
  }
}

}  // namespace

bool Run::step(const Instruction& instruction) {
  if (const auto* variable = llvm::dyn_cast<llvm::AllocaInst>(&instruction)) {
    const std::uint64_t size =
        analysis_.layout().getTypeAllocSize(variable->getAllocatedType()).getFixedValue();
    const ObjectId id = object_made_at(instruction, 0);
    Object object;
    object.life = Life::kAlive;
    object.alignment = static_cast<std::uint32_t>(variable->getAlign().value());
    object.content = std::make_shared<Content>(
        static_cast<std::uint32_t>(std::min<std::uint64_t>(size, 1U << 24)), Value::of(kUninit));
    change(id) = std::move(object);
    define(instruction, Value::pointer({id}));
  } else if (const auto* load = llvm::dyn_cast<llvm::LoadInst>(&instruction)) {
    this->load(*load);
  } else if (const auto* store = llvm::dyn_cast<llvm::StoreInst>(&instruction)) {
    this->store(*store);
  } else if (const auto* step = llvm::dyn_cast<llvm::GetElementPtrInst>(&instruction)) {
    advance(*step);
  } else if (const auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction)) {
    return this->call(*call);
  } else if (const auto* select = llvm::dyn_cast<llvm::SelectInst>(&instruction)) {
    define(instruction, this->select(*select));
  } else {
    define(instruction, arithmetic(instruction));
  }
  return true;
}

Value Run::value_of(const llvm::Value& operand, const Instruction& at) {
  if (const auto* constant = llvm::dyn_cast<llvm::Constant>(&operand))
    return analysis_.constant(*constant, &at);
  const auto found = state_.values.find(&operand);
  return found == state_.values.end() ? Value::of(kPlain) : found->second;
}

void Run::define(const Instruction& instruction, Value value) {
  if (value.targets.size() > kMostPossibilities || value.tokens.size() > kMostPossibilities) {
    report(432, instruction, "a pointer that may point to too many places");
    value = Value::of(kUninit);
  }
  if (value.is_any_number())
    state_.values.erase(&instruction);
  else
    state_.values[&instruction] = std::move(value);
}

Value Run::number(const llvm::Value& operand, const Instruction& at) {
  Value value = value_of(operand, at);
  if (value.is_pointer()) report(424, at, "a pointer is used as a number");
  if (value.has(kUninit)) report(425, at, "a number that was never set is used");
  return value;
}

Value Run::select(const llvm::SelectInst& select) {
  const Value condition = number(*select.getCondition(), select);
  if (condition.bits == kConstant) return value_of(*select.getTrueValue(), select);
  if (condition.bits == kZero) return value_of(*select.getFalseValue(), select);
  return join(value_of(*select.getTrueValue(), select), value_of(*select.getFalseValue(), select));
}

Value Run::arithmetic(const Instruction& instruction) {
  if (llvm::isa<llvm::FreezeInst, llvm::BitCastInst>(instruction))
    return value_of(*instruction.getOperand(0), instruction);
  if (llvm::isa<llvm::InsertValueInst, llvm::ExtractValueInst>(instruction)) {
    for (const llvm::Use& operand : instruction.operands()) {
      if (operand->getType()->isPointerTy() || value_of(*operand, instruction).bits != kPlain)
        report(432, instruction, "a value of several parts that are not all numbers");
    }
    if (instruction.getType()->isPointerTy()) return Value::of(kUninit);
    return Value::of(kPlain);
  }
  const auto* compare = llvm::dyn_cast<llvm::ICmpInst>(&instruction);
  if (compare != nullptr && compare->getOperand(0)->getType()->isPointerTy()) {
    if (!compare->isEquality()) report(424, instruction, "the order of two addresses is asked for");
    return Value::of(kPlain);
  }
  std::vector<Value> operands;
  for (const llvm::Use& operand : instruction.operands())
    operands.push_back(number(*operand, instruction));
  if (compare != nullptr) {
    const Value asked = asked_for_none(*compare, operands[0], operands[1]);
    if (asked.none_of >= 0) return asked;
  }
  if (operands[0].none_of >= 0) return passed_on(instruction, operands[0]);
  llvm::Type* type = instruction.getOperand(0)->getType();
  const auto first = known(operands[0], type);
  if (!first) return Value::of(kPlain);
  if (const auto* cast = llvm::dyn_cast<llvm::CastInst>(&instruction)) {
    if (!cast->getType()->isIntegerTy()) return Value::of(kPlain);
    const unsigned width = cast->getType()->getIntegerBitWidth();
    if (llvm::isa<llvm::SExtInst>(cast)) return folded(first->sext(width));
    if (llvm::isa<llvm::ZExtInst>(cast)) return folded(first->zext(width));
    return llvm::isa<llvm::TruncInst>(cast) ? folded(first->trunc(width)) : Value::of(kPlain);
  }
  const auto second = operands.size() == 2 ? known(operands[1], type) : std::nullopt;
  if (!second) return Value::of(kPlain);
  if (compare != nullptr)
    return Value::number(llvm::ICmpInst::compare(*first, *second, compare->getPredicate()) ? 1 : 0);
  const auto result = fold(instruction.getOpcode(), *first, *second);
  return result ? folded(*result) : Value::of(kPlain);
}

// A pointer moves by constants only, and not out of its object.
void Run::advance(const llvm::GetElementPtrInst& step) {
  if (array_loops_.contains(&step)) return define(step, Value::of(0));
  Value value = value_of(*step.getPointerOperand(), step);
  llvm::APInt offset(64, 0);
  if (!step.getType()->isPointerTy() ||
      !step.accumulateConstantOffset(analysis_.layout(), offset)) {
    report(420, step, "a pointer is moved by a number that is not constant");
    return define(step, Value::of(kUninit));
  }
  if (value.has(kUninit | kZero)) report(421, step, "a field of what is not set is taken");
  if (value.has(kText | kRow | kLink))
    report(422, step, "the address in a view or collected reference is moved");
  std::vector<Target> inside;
  for (Target target : value.targets) {
    const Object* object = look_at(target.object);
    std::int64_t& place = target.is_exact() ? target.offset : target.inner;
    const std::int64_t limit =
        target.is_exact() ? (object == nullptr ? 0 : object->size()) : target.stride;
    const std::int64_t moved = place + offset.getSExtValue();
    if (offset.getActiveBits() > 40 && !offset.isNegative()) {
      report(422, step, "a pointer is moved out of its object");
      continue;
    }
    if (moved < 0 || moved > limit) {
      report(422, step, "a pointer is moved out of its object");
      continue;
    }
    place = moved;
    inside.push_back(target);
  }
  if (inside.size() != value.targets.size()) value.bits |= kUninit;
  value.targets = std::move(inside);
  std::ranges::sort(value.targets);
  define(step, std::move(value));
}

}  // namespace verifier::flow
