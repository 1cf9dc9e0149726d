// The table of primitive types, the sizes of resolved types, and which of them are linear.
#include "model/types.hpp"

#include <algorithm>
#include <array>

#include "model/model.hpp"

namespace contracts {
namespace {

constexpr std::array kPrimitives = {
    PrimitiveInfo{Primitive::kBool, "bool", "bool", "bool", 1, false, false},
    PrimitiveInfo{Primitive::kI8, "sbyte", "i8", "std::int8_t", 1, true, true},
    PrimitiveInfo{Primitive::kU8, "byte", "u8", "std::uint8_t", 1, false, true},
    PrimitiveInfo{Primitive::kI16, "short", "i16", "std::int16_t", 2, true, true},
    PrimitiveInfo{Primitive::kU16, "ushort", "u16", "std::uint16_t", 2, false, true},
    PrimitiveInfo{Primitive::kI32, "int", "i32", "std::int32_t", 4, true, true},
    PrimitiveInfo{Primitive::kU32, "uint", "u32", "std::uint32_t", 4, false, true},
    PrimitiveInfo{Primitive::kI64, "long", "i64", "std::int64_t", 8, true, true},
    PrimitiveInfo{Primitive::kU64, "ulong", "u64", "std::uint64_t", 8, false, true},
    PrimitiveInfo{Primitive::kChar, "char", "char", "char", 1, false, true},
    PrimitiveInfo{Primitive::kF32, "float", "f32", "float", 4, true, false},
    PrimitiveInfo{Primitive::kF64, "double", "f64", "double", 8, true, false},
    PrimitiveInfo{Primitive::kUptr, "UIntPtr", "uptr", "std::uint64_t", 8, false, true},
};

}  // namespace

const PrimitiveInfo& info(Primitive primitive) {
  return kPrimitives[static_cast<std::size_t>(primitive)];
}

std::optional<Primitive> primitive_named(std::string_view name) {
  if (name == "uintptr") return Primitive::kUptr;
  for (const PrimitiveInfo& entry : kPrimitives)
    if (entry.source_name == name) return entry.primitive;
  return std::nullopt;
}

Wide smallest(Primitive primitive) {
  const PrimitiveInfo& entry = info(primitive);
  return entry.is_signed && entry.is_integer ? -(Wide{1} << (entry.bytes * 8 - 1)) : Wide{0};
}

Wide largest(Primitive primitive) {
  const PrimitiveInfo& entry = info(primitive);
  if (primitive == Primitive::kBool) return 1;
  return (Wide{1} << (entry.bytes * 8 - (entry.is_signed ? 1 : 0))) - 1;
}

std::string to_string(Wide value) {
  if (value == 0) return "0";
  const bool negative = value < 0;
  std::string digits;
  for (; value != 0; value /= 10) {
    const int digit = static_cast<int>(value % 10);
    digits.push_back(static_cast<char>('0' + (digit < 0 ? -digit : digit)));
  }
  if (negative) digits.push_back('-');
  std::reverse(digits.begin(), digits.end());
  return digits;
}

Layout layout_of(const Type& type) {
  switch (type.kind) {
    case Type::Kind::kPrimitive:
      return {info(type.primitive).bytes, info(type.primitive).bytes};
    case Type::Kind::kEnum: {
      const std::uint32_t bytes = info(type.enumeration->underlying).bytes;
      return {bytes, bytes};
    }
    case Type::Kind::kStruct:
      return {type.structure->bytes, type.structure->alignment};
    case Type::Kind::kVector:
      return {16, 8};
    case Type::Kind::kBlock:
    case Type::Kind::kExporter:
    case Type::Kind::kImporter:
      return {8, 8};
    case Type::Kind::kUnknown:
      return {};
  }
  return {};
}

bool is_linear(const Type& type) {
  if (type.is_endpoint() || type.is_exchange_owner()) return true;
  if (type.kind != Type::Kind::kStruct) return false;
  return std::ranges::any_of(type.structure->fields,
                             [](const Field& field) { return is_linear(field.type); });
}

bool carries_endpoint(const Type& type) {
  if (type.element) return carries_endpoint(*type.element);
  if (type.kind != Type::Kind::kStruct) return type.is_endpoint();
  return std::ranges::any_of(type.structure->fields,
                             [](const Field& field) { return carries_endpoint(field.type); });
}

}  // namespace contracts
