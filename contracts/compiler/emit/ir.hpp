// The model as JSON for tools. The format is described in contracts/compiler/README.md; fields are
// only ever added to it.
#pragma once
#include <nlohmann/json.hpp>

#include "diagnostics/render.hpp"
#include "model/model.hpp"

namespace contracts {

nlohmann::ordered_json ir_of(const Unit& unit, const SourceFiles& files);

}  // namespace contracts
