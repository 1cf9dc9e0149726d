// The one-definition rule across sources: two sources that name the same type must mean the same
// layout, or a value passed between them would be read as what it is not. The checker sees one
// source at a time; this sees all, through the types in the debug information.
#pragma once
#include <llvm/IR/Module.h>

#include <map>
#include <string>

#include "base/finding.hpp"

namespace sipc::backend {

class OneDefinition {
 public:
  // BS0303 (types), BS0304 (functions, variables). Call before the module is linked, because
  // linking unites by name.
  Findings add(const llvm::Module& module);

 private:
  struct Seen {
    std::string shape;
    std::string file;
  };
  using Table = std::map<std::string, Seen>;

  void add_types(const llvm::Module& module, Findings& findings);
  void add_functions(const llvm::Module& module, Findings& findings);
  void add_variables(const llvm::Module& module, Findings& findings);
  // True if `name` was unknown or has the same shape.
  static bool agrees(Table& table, const std::string& name, const Seen& seen);

  Table types_, functions_, variables_;
};

}  // namespace sipc::backend
