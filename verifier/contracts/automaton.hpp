// What a contract's automaton must satisfy for the kernel's monitor and its bounded queues to be
// right.
#pragma once
#include "contracts/model.hpp"

namespace verifier {

// nullopt when the automaton is sound; else what is wrong.
std::optional<std::string> automaton_error(const Contract& contract);

}  // namespace verifier
