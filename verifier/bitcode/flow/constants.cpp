// Constants as values, and the constant globals of a module as objects.
#include <llvm/IR/Constants.h>
#include <llvm/IR/Operator.h>

#include "bitcode/flow/analysis.hpp"

namespace verifier::flow {

ObjectId Analysis::global(const llvm::GlobalVariable& variable) {
  const auto [place, fresh] =
      global_ids_.try_emplace(&variable, kFirstGlobal + static_cast<ObjectId>(globals_.size()));
  if (!fresh) return place->second;
  const ObjectId id = place->second;
  globals_.emplace_back();
  Object object;
  object.life = Life::kAlive;
  object.is_constant = true;
  object.alignment = static_cast<std::uint32_t>(variable.getAlign().valueOrOne().value());
  const std::uint64_t size = layout_.getTypeAllocSize(variable.getValueType());
  Content content(static_cast<std::uint32_t>(std::min<std::uint64_t>(size, 1U << 24)),
                  Value::of(kZero));
  if (variable.hasInitializer() && size <= 1U << 24)
    write_constant(content, 0, *variable.getInitializer(), nullptr);
  object.content = std::make_shared<Content>(std::move(content));
  globals_[static_cast<std::size_t>(id - kFirstGlobal)] = std::move(object);
  return id;
}

ObjectId Analysis::collected(const llvm::Instruction& at, std::uint32_t size, bool holds_links) {
  const auto [place, fresh] = collected_.try_emplace(
      {&at, size, holds_links}, kFirstGlobal + static_cast<ObjectId>(globals_.size()));
  if (!fresh) return place->second;
  Object object;
  object.life = Life::kAlive;
  object.is_summary = true;
  object.holds_links = holds_links;
  object.alignment = 16;
  object.content = std::make_shared<Content>(size, Value::of(kZero));
  globals_.push_back(std::move(object));
  learned_ = true;
  return place->second;
}

void Analysis::write_collected(ObjectId id, std::uint32_t offset,
                               const std::vector<Segment>& pieces, std::uint32_t size) {
  Object& object = globals_[static_cast<std::size_t>(id - kFirstGlobal)];
  Content written = *object.content;
  written.write(offset, size, pieces);
  learned_ = object.writable().join_with(written) || learned_;
}

ObjectId Analysis::literal_byte() {
  if (literal_byte_ >= 0) return literal_byte_;
  literal_byte_ = kFirstGlobal + static_cast<ObjectId>(globals_.size());
  Object object;
  object.life = Life::kAlive;
  object.is_constant = true;
  object.content = std::make_shared<Content>(1, Value::of(kPlain));
  globals_.push_back(std::move(object));
  return literal_byte_;
}

Value Analysis::constant(const llvm::Constant& constant, const llvm::Instruction* at) {
  if (const auto* number = llvm::dyn_cast<llvm::ConstantInt>(&constant))
    return number->getBitWidth() <= 64 ? Value::number(number->getZExtValue()) : Value::of(kPlain);
  if (constant.isNullValue()) return Value::of(kZero);
  if (llvm::isa<llvm::ConstantFP>(constant)) return Value::of(kPlain);
  if (const auto* variable = llvm::dyn_cast<llvm::GlobalVariable>(&constant))
    return Value::pointer({global(*variable)});
  if (const auto* step = llvm::dyn_cast<llvm::GEPOperator>(&constant)) {
    llvm::APInt offset(64, 0);
    const auto* base = llvm::dyn_cast<llvm::Constant>(step->getPointerOperand());
    if (base != nullptr && step->accumulateConstantOffset(layout_, offset)) {
      Value value = this->constant(*base, at);
      for (Target& target : value.targets) target.offset += offset.getSExtValue();
      return value;
    }
  }
  return Value::of(kUninit);  // undef, poison, the address of a function
}

void Analysis::write_constant(Content& content, std::uint64_t offset,
                              const llvm::Constant& constant, const llvm::Instruction* at) {
  llvm::Type* type = constant.getType();
  const std::uint64_t size = layout_.getTypeStoreSize(type);
  if (offset + size > content.size()) return;
  const auto at_offset = static_cast<std::uint32_t>(offset);
  if (llvm::isa<llvm::ConstantDataSequential>(constant)) {
    content.write(at_offset, static_cast<std::uint32_t>(size), Value::of(kPlain));
  } else if (constant.isNullValue()) {
    content.write(at_offset, static_cast<std::uint32_t>(size), Value::of(kZero));
  } else if (type->isStructTy() || type->isArrayTy()) {
    auto* structure = llvm::dyn_cast<llvm::StructType>(type);
    const std::uint64_t step =
        structure != nullptr ? 0 : layout_.getTypeAllocSize(type->getArrayElementType());
    for (unsigned i = 0; const llvm::Constant* part = constant.getAggregateElement(i); ++i) {
      const std::uint64_t inside =
          structure != nullptr
              ? layout_.getStructLayout(structure)->getElementOffset(i).getFixedValue()
              : step * i;
      write_constant(content, offset + inside, *part, at);
    }
  } else {
    content.write(at_offset, static_cast<std::uint32_t>(size), this->constant(constant, at));
  }
}

}  // namespace verifier::flow
