// A type's shape: its size and, member by member, name, offset, size and type.
#include "backend/one_definition.hpp"

#include <fmt/format.h>
#include <llvm/BinaryFormat/Dwarf.h>
#include <llvm/Demangle/Demangle.h>
#include <llvm/IR/DebugInfo.h>
#include <llvm/IR/DebugInfoMetadata.h>

namespace sipc::backend {
namespace {

std::string type_name(const llvm::DIType* type, unsigned depth = 0) {
  if (type == nullptr) return "void";
  if (const auto* composite = llvm::dyn_cast<llvm::DICompositeType>(type);
      composite != nullptr && !composite->getIdentifier().empty()) {
    return composite->getIdentifier().str();
  }
  std::string name = fmt::format("{}:{}:{}", unsigned{type->getTag()}, type->getName().str(),
                                 type->getSizeInBits());
  if (const auto* derived = llvm::dyn_cast<llvm::DIDerivedType>(type);
      derived != nullptr && depth < 16) {
    name += "<" + type_name(derived->getBaseType(), depth + 1) + ">";
  }
  return name;
}

std::string shape_of(const llvm::DICompositeType& type) {
  std::string shape = fmt::format("{} {}", unsigned{type.getTag()}, type.getSizeInBits());
  for (const llvm::DINode* element : type.getElements()) {
    if (const auto* member = llvm::dyn_cast<llvm::DIDerivedType>(element)) {
      if (member->isStaticMember()) continue;
      shape += fmt::format(";{}@{}={}", member->getName().str(), member->getOffsetInBits(),
                           type_name(member->getBaseType()));
    } else if (const auto* enumerator = llvm::dyn_cast<llvm::DIEnumerator>(element)) {
      shape +=
          fmt::format(";{}={}", enumerator->getName().str(), enumerator->getValue().getSExtValue());
    }
  }
  return shape;
}

std::string signature_of(const llvm::DISubprogram& subprogram) {
  std::string shape;
  for (const llvm::DIType* type : subprogram.getType()->getTypeArray())
    shape += type_name(type) + ";";
  return shape;
}

}  // namespace

bool OneDefinition::agrees(Table& table, const std::string& name, const Seen& seen) {
  const auto [place, fresh] = table.try_emplace(name, seen);
  return fresh || place->second.shape == seen.shape;
}

void OneDefinition::add_types(const llvm::Module& module, Findings& findings) {
  llvm::DebugInfoFinder finder;
  finder.processModule(module);
  for (const llvm::DIType* type : finder.types()) {
    const auto* composite = llvm::dyn_cast<llvm::DICompositeType>(type);
    if (composite == nullptr || composite->isForwardDecl() || composite->getIdentifier().empty())
      continue;
    const std::string name = composite->getIdentifier().str(),
                      file = composite->getFilename().str();
    if (agrees(types_, name, {shape_of(*composite), file})) continue;
    findings.push_back(
        {"BS0303",
         {file, composite->getLine(), 1},
         fmt::format("type '{}' is not the type of that name that another source ({}) uses",
                     composite->getName().str(), types_[name].file),
         "define the type once, in a header, or rename one of them"});
  }
}

void OneDefinition::add_functions(const llvm::Module& module, Findings& findings) {
  for (const llvm::Function& function : module) {
    if (function.isIntrinsic() || function.hasLocalLinkage() ||
        !function.getName().starts_with("_Z"))
      continue;
    const llvm::DISubprogram* subprogram = function.getSubprogram();
    if (subprogram == nullptr && function.use_empty()) continue;
    const std::string name = function.getName().str(),
                      file = subprogram != nullptr ? subprogram->getFilename().str() : "";
    const std::uint32_t line = subprogram != nullptr ? subprogram->getLine() : 0;
    if (subprogram != nullptr && agrees(functions_, name, {signature_of(*subprogram), file}))
      continue;
    findings.push_back(
        {"BS0304",
         {file, line, 1},
         fmt::format("'{}' has not the type that another source declares or defines it with",
                     llvm::demangle(name)),
         "declare it once, in a header that both include"});
  }
}

void OneDefinition::add_variables(const llvm::Module& module, Findings& findings) {
  for (const llvm::GlobalVariable& variable : module.globals()) {
    if (variable.hasLocalLinkage() || variable.getName().starts_with("llvm.")) continue;
    const std::string name = variable.getName().str();
    llvm::SmallVector<llvm::DIGlobalVariableExpression*, 1> info;
    variable.getDebugInfo(info);
    const bool typed = !variable.isDeclaration() && !info.empty();
    const auto* described = typed ? info[0]->getVariable() : nullptr;
    const std::string file = typed ? described->getFilename().str() : "";
    if (typed && agrees(variables_, name, {type_name(described->getType()), file})) continue;
    if (variable.isDeclaration() && variable.use_empty()) continue;
    findings.push_back(
        {"BS0304",
         {file, typed ? described->getLine() : 0, 1},
         fmt::format("the type of the variable '{}' cannot be compared across sources, or differs",
                     llvm::demangle(name)),
         "define constants `inline constexpr` in a header that all sources include"});
  }
}

Findings OneDefinition::add(const llvm::Module& module) {
  Findings findings;
  add_types(module, findings);
  add_functions(module, findings);
  add_variables(module, findings);
  return findings;
}

}  // namespace sipc::backend
