// The syntax stage: scanned text in, model of one file out. Syntax errors are reported with
// recovery; the contracts that have one are left out of the model's later passes, the others of the
// file are checked as usual.
#pragma once
#include <memory>

#include "diagnostics/reporter.hpp"
#include "model/model.hpp"
#include "source/source_file.hpp"

namespace contracts {

std::unique_ptr<Unit> parse(const SourceFile& file, std::uint16_t file_index, Reporter& reporter);

}  // namespace contracts
