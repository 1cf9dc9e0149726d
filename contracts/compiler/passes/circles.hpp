// Which of a number of things need each other in a circle, and an order in which each comes after
// what it needs.
#pragma once
#include <cstddef>
#include <vector>

namespace contracts {

/// By thing: the numbers of those that it needs.
using Needs = std::vector<std::vector<std::size_t>>;

/// The strongly connected components, in an order in which each comes after those that it needs,
/// and otherwise as the numbers are; within one, the numbers ascend. Does not recurse.
std::vector<std::vector<std::size_t>> circles_of(const Needs& needs);

}  // namespace contracts
