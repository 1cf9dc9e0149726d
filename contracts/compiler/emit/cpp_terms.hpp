// `requires` conditions as C++ expressions over a variable `message`.
#pragma once
#include <string>

#include "model/model.hpp"

namespace contracts {

std::string cpp_term(const Term& term, const Message& message);

}  // namespace contracts
