// Every finding that contractc can make, by its permanent number: what --explain prints and
// docs/diagnostics/contracts.md lists. Numbers are never reused. BC00xx reading, 01xx syntax, 02xx
// names, 03xx types, 04xx protocol, 05xx inheritance, 06xx warnings. (0900 is retired.)
#pragma once
#include <span>
#include <string_view>

namespace contracts {

enum class Severity { kError, kWarning };

struct CatalogueEntry {
  int number;
  Severity severity;
  std::string_view id;       // kebab-case
  std::string_view summary;  // one line
  std::string_view why;
  std::string_view remedy;
  std::string_view example;  // of the fault; empty if the fault is not in a text
};

std::span<const CatalogueEntry> catalogue();
/// The entry of a number that the compiler itself uses; a number that is missing ends the program
/// (a bug in the compiler).
const CatalogueEntry& catalogue_entry(int number);
/// Null if there is no such number.
const CatalogueEntry* find_catalogue_entry(int number);

}  // namespace contracts
