// What buildimage says when it refuses an input: a permanent number (BM: manifests, BI: image
// building), the place, what is wrong and what to do. Errors are values; a stage that can find
// several reports them all in one run.
#pragma once
#include <cstdint>
#include <expected>
#include <string>
#include <utility>
#include <vector>

namespace buildimage {

struct Diagnostic {
  std::string number;        // "BM0103"
  std::string file;          // as the user named it
  std::uint32_t line = 0;    // 1-based, 0 = the file as a whole
  std::uint32_t column = 0;  // 1-based
  std::string message;       // what is wrong, without a full stop
  std::string remedy;        // what to do
  std::string source_line;   // text of `line`, for the caret; may be empty
};

using Diagnostics = std::vector<Diagnostic>;

template <class T>
using Result = std::expected<T, Diagnostics>;

// The error of a stage that looks at a file as a whole.
std::unexpected<Diagnostics> refuse(std::string number, std::string file, std::string message,
                                    std::string remedy);

// `file:line:col: error: message [number]`, the source line with a caret, and the remedy.
std::string render(const Diagnostic& diagnostic);

}  // namespace buildimage

// Yields the value of a Result or returns its errors from the enclosing function.
#define BUILDIMAGE_TRY(expression)                                          \
  ({                                                                        \
    auto try_result = (expression);                                         \
    if (!try_result) return std::unexpected(std::move(try_result).error()); \
    std::move(*try_result);                                                 \
  })
#define BUILDIMAGE_TRY_VOID(expression)                                     \
  do {                                                                      \
    auto try_result = (expression);                                         \
    if (!try_result) return std::unexpected(std::move(try_result).error()); \
  } while (false)
