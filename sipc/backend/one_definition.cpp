// A type's shape: its size and, member by member, name, offset, size and type.
#include "backend/one_definition.hpp"

#include <fmt/format.h>
#include <llvm/BinaryFormat/Dwarf.h>
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

}  // namespace

Findings OneDefinition::add(const llvm::Module& module) {
  Findings findings;
  llvm::DebugInfoFinder finder;
  finder.processModule(module);
  for (const llvm::DIType* type : finder.types()) {
    const auto* composite = llvm::dyn_cast<llvm::DICompositeType>(type);
    if (composite == nullptr || composite->isForwardDecl() || composite->getIdentifier().empty())
      continue;
    const std::string file = composite->getFilename().str();
    const auto [place, fresh] =
        types_.try_emplace(composite->getIdentifier().str(), Seen{shape_of(*composite), file});
    if (fresh || place->second.shape == shape_of(*composite)) continue;
    findings.push_back(
        {"BS0303",
         {file, composite->getLine(), 1},
         fmt::format("type '{}' is not the type of that name that another source ({}) uses",
                     composite->getName().str(), place->second.file),
         "define the type once, in a header, or rename one of them"});
  }
  return findings;
}

}  // namespace sipc::backend
