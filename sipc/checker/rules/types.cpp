// The search through canonical types; see types.hpp.
#include "rules/types.hpp"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/TypeVisitor.h>
#include <llvm/ADT/SmallPtrSet.h>

namespace bulkhead::checker {

namespace {

using Found = std::optional<ForbiddenType>;

class TypeSearch {
 public:
  explicit TypeSearch(Level level) : level_(level) {}

  Found search(clang::QualType type) {
    if (type.isNull()) return {};
    type = type.getCanonicalType();
    if (!visited_.insert(type.getAsOpaquePtr()).second) return {};
    if (type.isVolatileQualified()) return ForbiddenType{Rule::kVolatile, type, "volatile type"};
    if (type.hasAddressSpace()) {
      return ForbiddenType{Rule::kForbiddenType, type, "address-space type"};
    }
    return search_class(type);
  }

 private:
  Found search_class(clang::QualType type) {
    using clang::Type;
    switch (type->getTypeClass()) {
      case Type::Pointer:
        if (type->getPointeeType()->isFunctionType()) {
          return ForbiddenType{Rule::kFunctionValue, type, "function pointer type"};
        }
        return ForbiddenType{Rule::kRawPointer, type, "raw pointer type"};
      case Type::BlockPointer:
        return ForbiddenType{Rule::kExtension, type, "block type"};
      case Type::MemberPointer:
        // Of a field: names a member whatever the object, and null has no spelling.
        if (level_ == Level::kKernel && !type->isMemberFunctionPointerType()) return {};
        return ForbiddenType{Rule::kFunctionValue, type, "member pointer type"};
      case Type::LValueReference:
      case Type::RValueReference:
        return search_referee(type);
      case Type::ConstantArray:
      case Type::IncompleteArray:
      case Type::DependentSizedArray:
        return search_array(type);
      case Type::VariableArray:
        return ForbiddenType{Rule::kExtension, type, "variable-length array type"};
      case Type::Builtin:
        return search_builtin(type);
      case Type::Complex:
      case Type::Atomic:
      case Type::Vector:
      case Type::ExtVector:
      case Type::DependentVector:
      case Type::DependentSizedExtVector:
      case Type::ConstantMatrix:
      case Type::DependentSizedMatrix:
      case Type::BitInt:
      case Type::DependentBitInt:
      case Type::DependentAddressSpace:
      case Type::ObjCObject:
      case Type::ObjCObjectPointer:
      case Type::Pipe:
        return ForbiddenType{Rule::kForbiddenType, type, "type outside the dialect,"};
      case Type::FunctionProto:
      case Type::FunctionNoProto:
        return search_function(type);
      case Type::Record:
        return search_record(*type->getAsCXXRecordDecl());
      default:
        return {};  // dependent types (their instances are searched) and enumerations
    }
  }

  Found search_referee(clang::QualType type) {
    const auto referee = type->getPointeeType();
    if (referee->isFunctionType()) {
      return ForbiddenType{Rule::kFunctionValue, type, "reference to a function,"};
    }
    return search(referee);
  }

  Found search_array(clang::QualType type) {
    const auto element = type->getAsArrayTypeUnsafe()->getElementType();
    // In a template the qualifier may still sit on the array itself.
    const bool constant = element.isConstQualified() || type.isConstQualified();
    if (level_ >= Level::kGenerated && constant && element->isCharType()) return {};
    return ForbiddenType{Rule::kArray, type, "C array type"};
  }

  Found search_builtin(clang::QualType type) {
    switch (type->castAs<clang::BuiltinType>()->getKind()) {
      case clang::BuiltinType::NullPtr:
        return ForbiddenType{Rule::kNullPointer, type, "null pointer type"};
      case clang::BuiltinType::LongDouble:
      case clang::BuiltinType::Int128:
      case clang::BuiltinType::UInt128:
      case clang::BuiltinType::Float128:
      case clang::BuiltinType::Float16:
      case clang::BuiltinType::Half:
      case clang::BuiltinType::BFloat16:
      case clang::BuiltinType::Ibm128:
        return ForbiddenType{Rule::kForbiddenType, type, "type outside the dialect,"};
      default:
        return {};
    }
  }

  Found search_function(clang::QualType type) {
    const auto* function = type->castAs<clang::FunctionType>();
    if (auto found = search(function->getReturnType())) return found;
    const auto* proto = type->getAs<clang::FunctionProtoType>();
    if (proto == nullptr)
      return ForbiddenType{Rule::kVariadic, type, "function without prototype,"};
    for (const auto parameter : proto->param_types()) {
      if (auto found = search(parameter)) return found;
    }
    return {};
  }

  // Template arguments of the class and of the classes around it; fields are looked at where they
  // are declared.
  Found search_record(const clang::CXXRecordDecl& record) {
    if (record.getDeclName().isIdentifier() && record.getName() == "initializer_list" &&
        outermost_namespace(record) == "std") {
      // A view of a hidden array, which outlives that array when it is returned or kept.
      return ForbiddenType{Rule::kForbiddenType, clang::QualType(record.getTypeForDecl(), 0),
                           "view of a hidden array,"};
    }
    if (const auto* instance = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(&record)) {
      for (const auto& argument : instance->getTemplateArgs().asArray()) {
        if (auto found = search_argument(argument)) return found;
      }
    }
    if (const auto* outer = llvm::dyn_cast<clang::CXXRecordDecl>(record.getDeclContext())) {
      return search_record(*outer);
    }
    return {};
  }

  Found search_argument(const clang::TemplateArgument& argument) {
    switch (argument.getKind()) {
      case clang::TemplateArgument::Type:
        return search(argument.getAsType());
      case clang::TemplateArgument::Declaration:
        return search(argument.getParamTypeForDecl());
      case clang::TemplateArgument::NullPtr:
        return search(argument.getNullPtrType());
      case clang::TemplateArgument::StructuralValue:
        return search(argument.getStructuralValueType());
      case clang::TemplateArgument::Pack:
        for (const auto& element : argument.pack_elements()) {
          if (auto found = search_argument(element)) return found;
        }
        return {};
      default:
        return {};
    }
  }

  Level level_;
  llvm::SmallPtrSet<void*, 8> visited_;
};

const clang::NamespaceDecl* enclosing_namespace(const clang::DeclContext* context) {
  while (context != nullptr && !context->isTranslationUnit()) {
    if (const auto* space = llvm::dyn_cast<clang::NamespaceDecl>(context)) return space;
    context = context->getParent();
  }
  return nullptr;
}

}  // namespace

std::optional<ForbiddenType> find_forbidden(clang::QualType type, Level level) {
  return TypeSearch(level).search(type);
}

llvm::StringRef outermost_namespace(const clang::Decl& decl) {
  const clang::NamespaceDecl* outermost = nullptr;
  for (auto* space = enclosing_namespace(decl.getDeclContext()); space != nullptr;
       space = enclosing_namespace(space->getParent())) {
    outermost = space;
  }
  if (outermost == nullptr || outermost->isAnonymousNamespace()) return {};
  return outermost->getName();
}

bool is_library_internal(const clang::Decl& decl) {
  const auto is_internal = [](const clang::NamespaceDecl& space) {
    const auto* outer = llvm::dyn_cast<clang::NamespaceDecl>(space.getParent());
    if (outer == nullptr || !outer->getDeclName().isIdentifier() ||
        !outer->getParent()->getRedeclContext()->isTranslationUnit())
      return false;
    if (outer->getName() == "hal") return space.getName() == "detail";
    return outer->getName() == "sip" && (space.getName() == "prim" || space.getName() == "detail");
  };
  if (const auto* self = llvm::dyn_cast<clang::NamespaceDecl>(&decl);
      self != nullptr && is_internal(*self)) {
    return true;
  }
  for (auto* space = enclosing_namespace(decl.getDeclContext()); space != nullptr;
       space = enclosing_namespace(space->getParent())) {
    if (is_internal(*space)) return true;
  }
  return false;
}

}  // namespace bulkhead::checker
