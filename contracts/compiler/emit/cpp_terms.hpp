// `requires` conditions as C++ expressions over a variable `message`.
#pragma once
#include <string>

#include "model/model.hpp"

namespace contracts {

/// A floating-point constant with its exact value, and never mistaken for a whole number.
std::string cpp_real(double value);
std::string cpp_term(const Term& term, const Message& message);

}  // namespace contracts
