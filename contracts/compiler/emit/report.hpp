// What the passes have computed about each contract, for people who size a system: bounds of the
// queues, bytes of messages, numbers of states.
#pragma once
#include <string>
#include <vector>

#include "driver/program.hpp"

namespace contracts {

std::string report_text(const std::vector<Program>& programs);

}  // namespace contracts
