// The module as a whole: target, globals, definitions and declarations.
#include <llvm/Demangle/Demangle.h>
#include <llvm/IR/Constants.h>
#include <llvm/IR/DebugInfoMetadata.h>
#include <llvm/Support/raw_ostream.h>

#include <algorithm>
#include <array>

#include "bitcode/inspector.hpp"

namespace verifier {
namespace {

constexpr llvm::StringLiteral kTriple = "le64";
constexpr std::string_view kDataLayout = "e-m:e-v128:32-v16:16-v32:32-v96:32-n8:16:32:64-S128";
constexpr llvm::StringLiteral kEntry = "sip_main_entry";
constexpr llvm::StringLiteral kThreadEntry = "sip_thread_main";

struct Primitive {
  std::string_view symbol, type;
  Hooks hooks;
};
constexpr auto kPrimitives = std::to_array<Primitive>({
#define PRIMITIVE(symbol, type) {#symbol, type, Hooks::kForbidden},
#define HOOK(symbol, type) {#symbol, type, Hooks::kAllowed},
#include "bitcode/primitives.def"
});
constexpr auto kAttributes = std::to_array<std::string_view>({
#define FUNCTION_ATTRIBUTE(name) #name,
#include "bitcode/allowed.def"
});

std::string text_of(const llvm::Type& type) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  type.print(stream);
  return text;
}

// Names that the linker resolves must not collide with the runtime's, which is linked later.
bool is_linkable_name(llvm::StringRef name) {
  return name.starts_with("_Z") || name == kEntry || name == kThreadEntry;
}

}  // namespace

std::string ModuleInspector::place_of(const llvm::Function& function) const {
  return llvm::demangle(function.getName());
}

void ModuleInspector::inspect() {
  inspect_module();
  for (const llvm::GlobalVariable& global : module_.globals()) inspect_global(global);
  for (const llvm::Function& function : module_) {
    inspect_promises(function);
    if (function.isDeclaration())
      inspect_declaration(function);
    else
      inspect_definition(function);
  }
  const llvm::Function* entry = module_.getFunction(kEntry);
  if (entry == nullptr || entry->isDeclaration())
    add(417, "module", "sip_main_entry is not defined");
}

void ModuleInspector::inspect_module() {
  if (!llvm::StringRef(module_.getTargetTriple()).starts_with(kTriple))
    add(403, "module", "triple " + module_.getTargetTriple());
  if (module_.getDataLayoutStr() != kDataLayout)
    add(403, "module", "data layout " + module_.getDataLayoutStr());
  if (!module_.getModuleInlineAsm().empty()) add(404, "module", "it holds assembler");
  for (const char* name : {"llvm.linker.options", "llvm.dependent-libraries"}) {
    const llvm::NamedMDNode* node = module_.getNamedMetadata(name);
    if (node != nullptr && node->getNumOperands() != 0) add(404, "module", std::string(name));
  }
  for (const llvm::GlobalAlias& alias : module_.aliases())
    add(405, "module", "alias " + alias.getName().str());
  for (const llvm::GlobalIFunc& ifunc : module_.ifuncs())
    add(405, "module", "ifunc " + ifunc.getName().str());
}

void ModuleInspector::inspect_global(const llvm::GlobalVariable& global) {
  const std::string place = "global " + llvm::demangle(global.getName());
  if (global.getName().starts_with("llvm."))
    return add(406, place, "a name that LLVM gives a meaning");
  if (!global.hasInitializer()) return add(406, place, "it is not defined here");
  if (!global.isConstant()) add(406, place, "it is mutable");
  if (!global.hasLocalLinkage() && !global.hasExternalLinkage() &&
      !global.hasLinkOnceODRLinkage() && !global.hasWeakODRLinkage())
    add(406, place, "a linkage by which another constant could take its place");
  if (global.isThreadLocal() || global.hasSection() || global.getAddressSpace() != 0 ||
      global.isExternallyInitialized())
    add(406, place, "thread-local, in a section, address space, or set from outside");
  if (!global.hasLocalLinkage() && !is_linkable_name(global.getName()))
    add(407, place, "a name that the runtime could define");
  inspect_type(global.getValueType(), place);
  inspect_constant(*global.getInitializer(), place);
}

void ModuleInspector::inspect_attributes(const llvm::Function& function) {
  for (const llvm::Attribute& attribute : function.getAttributes().getFnAttrs()) {
    if (attribute.isStringAttribute()) {
      if (std::ranges::find(kAttributes, std::string_view(attribute.getKindAsString())) ==
          kAttributes.end())
        add(410, place_of(function), "attribute \"" + attribute.getKindAsString().str() + "\"");
    } else if (attribute.hasAttribute(llvm::Attribute::Naked) ||
               attribute.hasAttribute(llvm::Attribute::ReturnsTwice)) {
      add(410, place_of(function), "naked or returns_twice");
    }
  }
  const bool known_convention = function.getCallingConv() == llvm::CallingConv::C ||
                                function.getCallingConv() == llvm::CallingConv::Fast;
  if (!known_convention) add(410, place_of(function), "a calling convention that is not C's");
  if (function.isVarArg()) add(410, place_of(function), "variable arguments");
}

void ModuleInspector::inspect_definition(const llvm::Function& function) {
  ++functions_;
  const std::string place = place_of(function);
  if (!function.hasLocalLinkage() && !is_linkable_name(function.getName()))
    add(407, place, "a name that the runtime could define");
  if (function.hasSection() || function.hasGC() || function.hasPrefixData() ||
      function.hasPrologueData() || function.hasPersonalityFn())
    add(410, place, "section, collector, prefix, prologue or personality");
  inspect_attributes(function);
  inspect_type(function.getFunctionType(), place);
  for (const llvm::BasicBlock& block : function) {
    for (const llvm::Instruction& instruction : block) inspect_instruction(instruction);
  }
}

void ModuleInspector::inspect_declaration(const llvm::Function& function) {
  if (function.isIntrinsic()) return;  // judged at each call
  const auto found =
      std::ranges::find(kPrimitives, std::string_view(function.getName()), &Primitive::symbol);
  if (found == kPrimitives.end())
    return add(408, place_of(function), "it is declared and no primitive");
  if (found->hooks == Hooks::kAllowed && hooks_ == Hooks::kForbidden)
    return add(418, place_of(function), "it breaks memory safety on purpose");
  const std::string type = text_of(*function.getFunctionType());
  if (type != found->type)
    add(409, place_of(function), "its type is " + type + ", not " + std::string(found->type));
  inspect_attributes(function);
}

}  // namespace verifier
