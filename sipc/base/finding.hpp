// Finding: what is wrong with an input, where, and what to do about it, under a permanent number.
// Every stage returns Result<T>: its product, or the findings that kept it from one. Numbers: BS =
// sipc itself, BM = process manifests, BD = the dialect (made by the checker plugin).
#pragma once
#include <cstdint>
#include <expected>
#include <string>
#include <vector>

namespace sipc {

struct Place {
  std::string file;
  std::uint32_t line = 0;  // 0: the file as a whole
  std::uint32_t column = 0;
};

struct Finding {
  std::string number;
  Place place;
  std::string message;
  std::string remedy;
};

using Findings = std::vector<Finding>;

// An empty Findings in the error case means: another tool (clang, contractc) has reported already.
template <class T>
using Result = std::expected<T, Findings>;

std::unexpected<Findings> fail(std::string number, Place place, std::string message,
                               std::string remedy);

// "file:1:2: error: BS0101: message" and an indented line with the remedy.
std::string render(const Finding& finding);

}  // namespace sipc
