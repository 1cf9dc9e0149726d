// Everything that must hold before a parser may touch a text: encoding, closed comments and
// strings, #if, bounded nesting.
#pragma once
#include <set>
#include <string>

#include "diagnostics/reporter.hpp"
#include "source/source_file.hpp"

namespace contracts {

inline constexpr int kMaxNesting = 64;
inline constexpr int kMaxUnaryRun = 32;
inline constexpr int kMaxOperatorsPerStatement = 1000;
inline constexpr std::size_t kMaxNameBytes = 199;  // as long as the kernel's tables take them

/// Fills file.parser_text. False if the text must not be parsed; the reporter then says why.
bool scan(SourceFile& file, std::uint16_t file_index, const std::set<std::string>& defines,
          Reporter& reporter);

}  // namespace contracts
