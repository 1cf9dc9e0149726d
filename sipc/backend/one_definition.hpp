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
  // BS0303. Call before the module is linked, because linking unites types by name.
  Findings add(const llvm::Module& module);

 private:
  struct Seen {
    std::string shape;
    std::string file;
  };
  std::map<std::string, Seen> types_;
};

}  // namespace sipc::backend
