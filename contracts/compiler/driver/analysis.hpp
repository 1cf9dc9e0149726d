// What every command begins with: reading its inputs and showing what was found in them.
#pragma once
#include <string>
#include <vector>

#include "driver/commands.hpp"
#include "driver/program.hpp"

namespace contracts {

Program analyse_with(const Options& options, const std::string& input);
/// Findings as the options want them: text on stderr, JSON or SARIF on stdout.
void show(const std::vector<Program>& programs, const Options& options);
Colour colour_of(const Options& options);
/// The name of an input without its folder and `.contract`.
std::string stem_of(const std::string& input);

}  // namespace contracts
