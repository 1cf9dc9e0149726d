// What a derived contract says about its base: in which states its exporter passes for one of it.
#pragma once
#include "contracts/table.hpp"

namespace verifier {

// A contract and its table.
struct Tabled {
  const Contract& contract;
  View table;
};

// nullopt when an exporter that passes for one of the base can do whatever the base lets it send,
// and meets nothing that the base does not; else what is wrong.
std::optional<std::string> base_error(const Tabled& derived, const Tabled& base);

}  // namespace verifier
