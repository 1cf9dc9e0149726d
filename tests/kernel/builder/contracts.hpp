// Contract tables made by hand for kernel tests, independent of contractc: docs/formats/contract.md
// read a second time.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace image_builder {

using Blob = std::vector<unsigned char>;

struct OwnerSpec {
  std::uint32_t offset;
  std::uint8_t kind, flags;
  std::uint16_t state;
  std::uint32_t element_bytes;
  std::uint64_t contract;  // endpoints of another contract
};

struct MessageSpec {
  std::string name;
  std::uint8_t direction;
  std::uint32_t bytes;
  std::vector<OwnerSpec> owners;
};

struct EdgeSpec {
  std::uint16_t message, next;
};

struct StateSpec {
  std::string name;
  std::uint8_t kind;
  std::vector<EdgeSpec> edges;
  std::uint16_t base_state = 0;  // 1 + the state of the base
};

struct ContractSpec {
  std::string name;
  std::uint64_t id;  // first eight bytes of the hash
  std::vector<MessageSpec> messages;
  std::vector<StateSpec> states;
  std::uint16_t bound_in = 1, bound_out = 1;
  std::uint64_t base = 0;  // id of the contract that this one is derived from
};

Blob make_table(const ContractSpec& contract);

ContractSpec c1();    // the article's
ContractSpec bulk();  // vectors there and back
ContractSpec nest();  // vectors of vectors there and back
ContractSpec c2();    // derived from C1: in Pending the exporter may also send Later
ContractSpec
give();  // an exporter endpoint of C1, or of itself, is handed over; up to two at a time

}  // namespace image_builder
