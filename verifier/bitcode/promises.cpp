// What a module promises to the optimiser: nothing, but for a few promises that the derivation
// (flow/) proves at each call, return and access. A broken promise would license LLVM to compile
// verified code to something else.
#include <llvm/IR/DebugInfoMetadata.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/IR/Operator.h>

#include <algorithm>
#include <array>

#include "bitcode/inspector.hpp"

namespace verifier {
namespace {

using llvm::Attribute;

// nonnull, align, dereferenceable, noundef, noalias of a result's place: proved.
constexpr auto kParameterAttributes = std::to_array<Attribute::AttrKind>(
    {Attribute::NoUndef, Attribute::NonNull, Attribute::Alignment, Attribute::Dereferenceable,
     Attribute::StructRet, Attribute::ByVal, Attribute::Writable, Attribute::DeadOnUnwind,
     Attribute::SExt, Attribute::ZExt});
constexpr auto kResultAttributes = std::to_array<Attribute::AttrKind>(
    {Attribute::NoUndef, Attribute::NonNull, Attribute::Alignment, Attribute::Dereferenceable,
     Attribute::SExt, Attribute::ZExt});
constexpr auto kFunctionAttributes = std::to_array<Attribute::AttrKind>(
    {Attribute::NoUnwind, Attribute::InlineHint, Attribute::AlwaysInline, Attribute::NoInline,
     Attribute::NoBuiltin, Attribute::OptimizeNone, Attribute::UWTable, Attribute::Cold,
     Attribute::Hot, Attribute::StackProtect, Attribute::StackProtectStrong});
constexpr auto kMetadata = std::to_array<std::string_view>(
    {"dbg", "annotation", "nosanitize", "llvm.loop", "prof", "srcloc"});

template <class Allowed>
std::string not_allowed(llvm::AttributeSet set, const Allowed& allowed, bool with_noalias) {
  for (const Attribute& attribute : set) {
    if (attribute.isStringAttribute()) continue;
    const auto kind = attribute.getKindAsEnum();
    if (with_noalias && kind == Attribute::NoAlias) continue;
    if (std::ranges::find(allowed, kind) == allowed.end()) return attribute.getAsString();
  }
  return {};
}

std::string flag_of(const llvm::Instruction& instruction) {
  if (const auto* overflow = llvm::dyn_cast<llvm::OverflowingBinaryOperator>(&instruction);
      overflow != nullptr && (overflow->hasNoSignedWrap() || overflow->hasNoUnsignedWrap()))
    return "nsw or nuw";
  if (const auto* trunc = llvm::dyn_cast<llvm::TruncInst>(&instruction);
      trunc != nullptr && (trunc->hasNoSignedWrap() || trunc->hasNoUnsignedWrap()))
    return "nsw or nuw";
  if (const auto* exact = llvm::dyn_cast<llvm::PossiblyExactOperator>(&instruction);
      exact != nullptr && exact->isExact())
    return "exact";
  if (const auto* disjoint = llvm::dyn_cast<llvm::PossiblyDisjointInst>(&instruction);
      disjoint != nullptr && disjoint->isDisjoint())
    return "disjoint";
  if (const auto* positive = llvm::dyn_cast<llvm::PossiblyNonNegInst>(&instruction);
      positive != nullptr && positive->hasNonNeg())
    return "nneg";
  if (llvm::isa<llvm::FPMathOperator>(instruction) && instruction.getFastMathFlags().any())
    return "fast-math flags";
  if (const auto* step = llvm::dyn_cast<llvm::GetElementPtrInst>(&instruction);
      step != nullptr && step->hasNoUnsignedWrap())
    return "nuw";
  return {};
}

}  // namespace

void ModuleInspector::inspect_promises(const llvm::Function& function) {
  const std::string place = place_of(function);
  const llvm::AttributeList attributes = function.getAttributes();
  if (function.isIntrinsic()) {
    const auto own =
        llvm::Intrinsic::getAttributes(function.getContext(), function.getIntrinsicID());
    if (attributes != own) add(430, place, "an intrinsic with other attributes than LLVM's");
    return;
  }
  const bool known_linkage = function.hasExternalLinkage() || function.hasLocalLinkage() ||
                             function.hasLinkOnceODRLinkage() || function.hasWeakODRLinkage();
  if (!known_linkage || (function.isDeclaration() && !function.hasExternalLinkage()))
    add(430, place, "a linkage by which another body could take its place");
  inspect_attribute_list(attributes, function.arg_size(), place);
}

void ModuleInspector::inspect_attribute_list(const llvm::AttributeList& attributes,
                                             std::size_t parameters, const std::string& place) {
  std::string found = not_allowed(attributes.getFnAttrs(), kFunctionAttributes, false);
  if (found.empty()) found = not_allowed(attributes.getRetAttrs(), kResultAttributes, false);
  for (unsigned i = 0; i < parameters && found.empty(); ++i)
    found = not_allowed(attributes.getParamAttrs(i), kParameterAttributes,
                        attributes.hasParamAttr(i, Attribute::StructRet));
  if (!found.empty()) add(430, place, "attribute " + found);
}

void ModuleInspector::inspect_promises(const llvm::Instruction& instruction) {
  const std::string place = place_of(instruction);
  if (const std::string flag = flag_of(instruction); !flag.empty()) add(430, place, flag);
  if (const auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction)) {
    const llvm::Function* callee = call->getCalledFunction();
    if (call->isTailCall() || call->isMustTailCall()) add(430, place, "a tail call");
    if (callee != nullptr && call->getCallingConv() != callee->getCallingConv())
      add(430, place, "another calling convention than the callee has");
    llvm::AttributeList attributes = call->getAttributes();
    if (callee != nullptr && callee->isIntrinsic()) {
      // Alignments are proved; what else LLVM says of its intrinsics says it itself.
      inspect_intrinsic_call(*call, place);
    } else {
      inspect_attribute_list(attributes, call->arg_size(), place);
    }
  }
  inspect_metadata(instruction, place);
}

void ModuleInspector::inspect_intrinsic_call(const llvm::CallInst& call, const std::string& place) {
  const llvm::AttributeList attributes = call.getAttributes();
  bool known = !attributes.hasRetAttrs();
  for (const Attribute& attribute : attributes.getFnAttrs()) {
    known = known &&
            (attribute.isStringAttribute() || attribute.getKindAsEnum() == Attribute::NoUnwind ||
             attribute.getKindAsEnum() == Attribute::NoReturn);
  }
  for (unsigned i = 0; i < call.arg_size(); ++i) {
    for (const Attribute& attribute : attributes.getParamAttrs(i)) {
      known = known && attribute.isEnumAttribute() + attribute.isIntAttribute() == 1 &&
              (attribute.getKindAsEnum() == Attribute::Alignment ||
               attribute.getKindAsEnum() == Attribute::NoUndef);
    }
  }
  if (!known) add(430, place, "an attribute on the call of an intrinsic");
}

void ModuleInspector::inspect_metadata(const llvm::Instruction& instruction,
                                       const std::string& place) {
  llvm::SmallVector<std::pair<unsigned, llvm::MDNode*>, 4> all;
  instruction.getAllMetadata(all);
  llvm::SmallVector<llvm::StringRef, 40> names;
  instruction.getContext().getMDKindNames(names);
  for (const auto& [kind, node] : all) {
    const std::string_view name = names[kind];
    if (std::ranges::find(kMetadata, name) == kMetadata.end())
      add(430, place, "metadata !" + std::string(name));
    if (name != "llvm.loop") continue;
    for (const llvm::MDOperand& operand : node->operands()) {
      const auto* hint = llvm::dyn_cast_or_null<llvm::MDNode>(operand.get());
      const auto* text = hint != nullptr && hint->getNumOperands() == 1
                             ? llvm::dyn_cast_or_null<llvm::MDString>(hint->getOperand(0))
                             : nullptr;
      const bool plain = operand.get() == node || llvm::isa_and_nonnull<llvm::DILocation>(hint) ||
                         (text != nullptr && text->getString() == "llvm.loop.unroll.disable");
      if (!plain) add(430, place, "a promise about a loop");
    }
  }
}

}  // namespace verifier
