// Puts a generated header together from its parts.
#pragma once
#include <string>

#include "diagnostics/render.hpp"
#include "model/model.hpp"

namespace contracts {

/// `stem` is the input's name without directory and `.contract`.
std::string cpp_header(const Unit& unit, const std::string& stem);

}  // namespace contracts
