// The types that a message parameter can have: as written (TypeSyntax) and as resolved (Type).
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "source/source_range.hpp"

namespace contracts {

struct Contract;
struct EnumDecl;
struct StructDecl;

enum class Primitive {
  kBool,
  kI8,
  kU8,
  kI16,
  kU16,
  kI32,
  kU32,
  kI64,
  kU64,
  kChar,
  kF32,
  kF64,
  kUptr
};

using Wide = __int128;  // wide enough for every integer constant and for the checks of its folding

struct PrimitiveInfo {
  Primitive primitive;
  std::string_view source_name;  // as the language spells it
  std::string_view canonical_name;
  std::string_view cpp_name;
  unsigned bytes;
  bool is_signed;
  bool is_integer;
};

const PrimitiveInfo& info(Primitive primitive);
std::optional<Primitive> primitive_named(std::string_view name);
Wide smallest(Primitive primitive);
Wide largest(Primitive primitive);
std::string to_string(Wide value);

struct TypeSyntax {
  Name name;
  std::optional<Name> state;  // C.Exp:State
  std::string layers;         // of exchange memory, the innermost first: `[` a vector, `*` a block
  bool non_null = false;
  bool in_exchange_heap = false;
  std::optional<Range> repeated;  // a suffix that says again what one before it has said
  Range at;
};

/// What a parameter holds. Enumerations, structs and contracts are named by their declaration,
/// which outlives the type.
struct Type {
  enum class Kind { kUnknown, kPrimitive, kEnum, kStruct, kBlock, kVector, kExporter, kImporter };
  Kind kind = Kind::kUnknown;
  Primitive primitive = Primitive::kI32;
  const EnumDecl* enumeration = nullptr;
  const StructDecl* structure = nullptr;
  std::shared_ptr<const Type> element;  // of a block or vector
  const Contract* contract = nullptr;   // of an endpoint
  std::string state;                    // of an endpoint
  bool nullable = false;

  bool is_endpoint() const { return kind == Kind::kExporter || kind == Kind::kImporter; }
  bool is_exchange_owner() const { return kind == Kind::kBlock || kind == Kind::kVector; }
};

struct Layout {
  std::uint32_t bytes = 0;
  std::uint32_t alignment = 1;
};

Layout layout_of(const Type& type);
/// True for owners and endpoints and whatever holds one: values that may only be moved.
bool is_linear(const Type& type);
/// Through structs and exchange memory.
bool carries_endpoint(const Type& type);

}  // namespace contracts
