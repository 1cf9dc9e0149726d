// A contract as its canonical text states it. Built by canonical_reader alone; everything the table
// says is derived from this.
#pragma once
#include <map>

#include "image/image.hpp"

namespace verifier {

struct ContractType {
  enum class Kind : std::uint8_t { kScalar, kStruct, kBlock, kVector, kExporter, kImporter };
  Kind kind = Kind::kScalar;
  bool may_be_null = false;
  std::uint32_t bytes = 0;  // of a scalar
  char scalar = 0;          // how its name begins (i8, u32, bool, char, f64, uptr); 0 for an enum
  std::string name;   // of a struct; of endpoints a mention: "self", 64 hex digits, member:NAME
  std::string state;  // of endpoints
  std::vector<ContractType> element;  // of blocks and vectors: exactly one
};

struct ContractField {
  std::string name;
  ContractType type;
};

struct ContractMessage {
  enum class Direction : std::uint8_t { kIn = 0, kOut = 1, kBoth = 2 };
  std::string name;
  Direction direction = Direction::kIn;
  std::vector<ContractField> parameters;
  std::vector<std::string> requirements;  // expressions in prefix form
};

struct ContractEdge {
  std::uint32_t message, next;
};

struct ContractState {
  enum class Kind : std::uint8_t { kFinal = 0, kReceive = 1, kSend = 2 };
  std::string name;
  Kind kind = Kind::kFinal;
  bool entry = false;
  std::vector<ContractEdge> edges;
  std::optional<std::uint32_t> base_state;  // an exporter here may pass for one of the base there
};

struct Layout {
  std::uint64_t bytes, alignment;
};

struct Contract {
  std::string name;
  Hash hash;
  std::string base;  // a mention; empty: none
  // The component, this contract too: the hash of what each says but for the member lines. Empty:
  // none mentions this one back.
  std::map<std::string, Hash, std::less<>> members;
  std::map<std::string, std::uint32_t, std::less<>> enums;  // name → bytes of its type
  std::map<std::string, std::vector<ContractField>, std::less<>> structs;
  std::map<std::string, Layout, std::less<>> struct_layouts;
  std::vector<ContractMessage> messages;
  std::vector<ContractState> states;
  std::vector<std::uint32_t> entries;
  std::uint32_t bound_in = 0, bound_out = 0;

  [[nodiscard]] std::optional<std::uint32_t> state_named(std::string_view state) const;
};

// Fills struct_layouts. False when a struct is recursive, refers to none, or is over 1 MiB.
bool lay_out_structs(Contract& contract);

// Whether a value of the type owns anything.
bool is_owner(const Contract& contract, const ContractType& type);

// A word that owns something, wherever it lies in nested structs. Only once structs are laid out.
struct OwnerField {
  std::uint64_t offset;
  const ContractType* type;
};
std::vector<OwnerField> owner_fields(const Contract& contract,
                                     const std::vector<ContractField>& fields);

// Size and alignment as C lays it out, once structs are; nullopt when over 1 MiB.
std::optional<Layout> layout_of(const Contract& contract, const ContractType& type);
std::optional<Layout> layout_of(const Contract& contract, const std::vector<ContractField>& fields);

}  // namespace verifier
