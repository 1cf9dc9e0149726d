// Instructions, their types and the constants they use.
#include <llvm/IR/Constants.h>
#include <llvm/IR/DebugInfoMetadata.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/IR/Operator.h>

#include <algorithm>
#include <array>

#include "bitcode/inspector.hpp"

namespace verifier {
namespace {

bool opcode_allowed(unsigned opcode) {
  switch (opcode) {
#define OPCODE(name) case llvm::Instruction::name:
#include "bitcode/allowed.def"
    return true;
    default:
      return false;
  }
}

constexpr auto kIntrinsics = std::to_array<std::string_view>({
#define INTRINSIC(name) #name,
#include "bitcode/allowed.def"
});

// Overloads append ".i64" and the like to the base name.
bool intrinsic_allowed(const llvm::Function& callee) {
  const llvm::StringRef base = llvm::Intrinsic::getBaseName(callee.getIntrinsicID());
  return std::ranges::find(kIntrinsics, std::string_view(base)) != kIntrinsics.end();
}

}  // namespace

std::string ModuleInspector::place_of(const llvm::Instruction& instruction) const {
  std::string place = place_of(*instruction.getFunction());
  if (const llvm::DILocation* location = instruction.getDebugLoc().get())
    place += ", line " + std::to_string(location->getLine());
  return place;
}

void ModuleInspector::inspect_instruction(const llvm::Instruction& instruction) {
  const std::string place = place_of(instruction);
  if (!opcode_allowed(instruction.getOpcode())) return add(411, place, instruction.getOpcodeName());
  inspect_promises(instruction);
  inspect_memory(instruction);
  inspect_type(instruction.getType(), place);
  if (const auto* call = llvm::dyn_cast<llvm::CallBase>(&instruction)) inspect_call(*call);
  for (const llvm::Use& operand : instruction.operands()) {
    const auto* constant = llvm::dyn_cast<llvm::Constant>(operand.get());
    if (constant != nullptr) inspect_constant(*constant, place);
  }
}

void ModuleInspector::inspect_memory(const llvm::Instruction& instruction) {
  if (instruction.isVolatile() || instruction.isAtomic())
    add(415, place_of(instruction), instruction.getOpcodeName());
  if (const auto* variable = llvm::dyn_cast<llvm::AllocaInst>(&instruction)) {
    if (!variable->isStaticAlloca() || variable->isSwiftError())
      add(415, place_of(instruction), "alloca of a size that is not fixed");
    inspect_type(variable->getAllocatedType(), place_of(instruction));
  }
  if (const auto* step = llvm::dyn_cast<llvm::GetElementPtrInst>(&instruction))
    inspect_type(step->getSourceElementType(), place_of(instruction));
}

void ModuleInspector::inspect_call(const llvm::CallBase& call) {
  const std::string place = place_of(call);
  const llvm::Function* callee = call.getCalledFunction();
  if (callee == nullptr)
    return add(413, place,
               call.isInlineAsm() ? "assembler" : "the callee is not a function's name");
  if (call.getFunctionType() != callee->getFunctionType())
    return add(413, place, "called with another type than it has: " + callee->getName().str());
  if (call.hasOperandBundles()) add(413, place, "operand bundles");
  if (callee->isIntrinsic() && !intrinsic_allowed(*callee))
    add(412, place, callee->getName().str());
  if (const auto* transfer = llvm::dyn_cast<llvm::MemIntrinsic>(&call);
      transfer != nullptr && !llvm::isa<llvm::ConstantInt>(transfer->getLength()))
    add(412, place, callee->getName().str() + " of a size that is not fixed");
}

// Worklist instead of recursion: constants nest as deep as a file likes.
void ModuleInspector::inspect_constant(const llvm::Constant& constant, const std::string& place) {
  std::vector<const llvm::Constant*> open{&constant};
  while (!open.empty()) {
    const llvm::Constant* next = open.back();
    open.pop_back();
    if (!seen_constants_.insert(next).second || llvm::isa<llvm::GlobalVariable>(next) ||
        llvm::isa<llvm::Function>(next))
      continue;
    const auto* expression = llvm::dyn_cast<llvm::ConstantExpr>(next);
    const bool plain =
        llvm::isa<llvm::ConstantData>(next) || llvm::isa<llvm::ConstantAggregate>(next);
    if (!plain &&
        (expression == nullptr || expression->getOpcode() != llvm::Instruction::GetElementPtr))
      add(414, place,
          expression != nullptr ? expression->getOpcodeName() : "a constant of an unknown kind");
    inspect_type(next->getType(), place);
    for (const llvm::Use& operand : next->operands()) {
      if (const auto* inner = llvm::dyn_cast<llvm::Constant>(operand.get())) open.push_back(inner);
    }
  }
}

void ModuleInspector::inspect_type(llvm::Type* type, const std::string& place) {
  constexpr unsigned kWidest = 64;
  std::vector<llvm::Type*> open{type};
  while (!open.empty()) {
    llvm::Type* next = open.back();
    open.pop_back();
    if (!seen_types_.insert(next).second) continue;
    inspect_layout(next, place);
    const bool number = (next->isIntegerTy() && next->getIntegerBitWidth() <= kWidest) ||
                        next->isFloatTy() || next->isDoubleTy();
    const bool pointer = next->isPointerTy() && next->getPointerAddressSpace() == 0;
    const bool plain = number || pointer || next->isStructTy() || next->isArrayTy() ||
                       next->isFunctionTy() || next->isVoidTy() || next->isLabelTy() ||
                       next->isMetadataTy();
    if (!plain)
      add(416, place, "a vector, wide integer, long double, target type or other address space");
    for (llvm::Type* inner : next->subtypes()) open.push_back(inner);
  }
}

}  // namespace verifier
