// Names: an import is bound to an exporter whose path its own path, a pattern, fits.
#include <fmt/format.h>

#include "system/system.hpp"

namespace verifier {
namespace {

std::string_view take_component(std::string_view& path) {
  path.remove_prefix(1);  // the '/'
  const std::size_t end = std::min(path.find('/'), path.size());
  const std::string_view component = path.substr(0, end);
  path.remove_prefix(end);
  return component;
}

// Both are paths; `*` stands for any one component.
bool fits(std::string_view pattern, std::string_view path) {
  while (!pattern.empty() && !path.empty()) {
    const std::string_view wanted = take_component(pattern);
    if (const std::string_view given = take_component(path); wanted != "*" && wanted != given)
      return false;
  }
  return pattern.empty() && path.empty();
}

}  // namespace

void check_name_space(const CheckedSystem& system, Report& report) {
  for (const BoundPair& pair : system.bindings) {
    const std::string& pattern = endpoint_of(system, pair.importer).path;
    const std::string& path = endpoint_of(system, pair.exporter).path;
    if (!pattern.empty() && !path.empty() && !fits(pattern, path))
      report.add(
          236,
          fmt::format("{} to {}", name_of(system, pair.importer), name_of(system, pair.exporter)),
          fmt::format("\"{}\" against \"{}\"", pattern, path));
  }
}

}  // namespace verifier
