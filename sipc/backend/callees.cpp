// Everything that portable bitcode can reach must be defined in it or be a primitive.
#include <fmt/format.h>
#include <llvm/Demangle/Demangle.h>
#include <llvm/IR/DebugInfoMetadata.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/Support/raw_ostream.h>

#include <map>
#include <set>

#include "backend/module_checks.hpp"

namespace sipc::backend {
namespace {

using llvm::Intrinsic::ID;

const std::map<std::string, std::string, std::less<>>& primitives() {
  static const std::map<std::string, std::string, std::less<>> all = {
#define PRIMITIVE(symbol, type) {#symbol, type},
#include "backend/primitives.def"
  };
  return all;
}

const std::map<std::string, std::string, std::less<>>& hooks_only() {
  static const std::map<std::string, std::string, std::less<>> all = {
#define HOOK(symbol, type) {#symbol, type},
#include "backend/primitives.def"
  };
  return all;
}

const std::set<std::string, std::less<>>& collected() {
  static const std::set<std::string, std::less<>> all = {
#define COLLECTED(symbol) #symbol,
#include "backend/primitives.def"
  };
  return all;
}

// Where a function is first used, for the message.
Place first_use(const llvm::Function& function) {
  for (const llvm::User* user : function.users()) {
    const auto* instruction = llvm::dyn_cast<llvm::Instruction>(user);
    if (instruction == nullptr) continue;
    if (const llvm::DebugLoc& at = instruction->getDebugLoc())
      return {at->getFilename().str(), at->getLine(), at->getColumn()};
  }
  return {};
}

Place place_of(const llvm::Instruction& instruction) {
  if (const llvm::DebugLoc& at = instruction.getDebugLoc())
    return {at->getFilename().str(), at->getLine(), at->getColumn()};
  return {instruction.getModule()->getName().str()};
}

std::string type_text(const llvm::Function& function) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  function.getFunctionType()->print(stream);
  return stream.str();
}

void check_declaration(const llvm::Function& function, Hooks hooks, Collector collector,
                       Findings& findings) {
  if (function.isIntrinsic() || function.use_empty()) return;
  const std::string symbol = function.getName().str();
  auto known = primitives().find(symbol);
  bool found = known != primitives().end();
  if (!found && hooks == Hooks::kAllowed) {
    known = hooks_only().find(symbol);
    found = known != hooks_only().end();
  }
  if (!found) {
    findings.push_back(
        {"BS0310", first_use(function),
         fmt::format("'{}' is called but defined in none of the sources", llvm::demangle(symbol)),
         "define it, or add the source that does; a SIP links with nothing else"});
  } else if (type_text(function) != known->second) {
    findings.push_back({"BS0311", first_use(function),
                        fmt::format("primitive {} is declared as '{}', it is '{}'", symbol,
                                    type_text(function), known->second),
                        "do not declare primitives; include the header of sip/ that does"});
  } else if (collector == Collector::kNone && collected().contains(symbol)) {
    findings.push_back({"BS0317", first_use(function),
                        "collected memory is used, and the manifest has no collector",
                        "write gc = \"boehm\" in the process manifest, and \"memory\" in its abi"});
  }
}

void check_definition(const llvm::Function& function, Findings& findings) {
  const llvm::StringRef symbol = function.getName();
  if (symbol != kEntry && symbol != kThreadEntry && !symbol.starts_with("_Z")) {
    findings.push_back(
        {"BS0315",
         {},
         fmt::format("the sources define the symbol '{}', which is not a C++ name", symbol.str()),
         "give the function an ordinary name; symbols of the runtime cannot be replaced"});
  }
  for (const llvm::Instruction& instruction : llvm::instructions(function)) {
    const auto* call = llvm::dyn_cast<llvm::CallBase>(&instruction);
    if (call == nullptr || call->getCalledFunction() != nullptr) continue;
    if (call->isInlineAsm()) {
      findings.push_back(
          {"BS0313", place_of(instruction), "assembly in checked code", "remove it"});
    } else {
      findings.push_back({"BS0312", place_of(instruction),
                          "a call through a pointer or a virtual function",
                          "call the function by name, or pass it as a template argument"});
    }
  }
}

void check_globals(const llvm::Module& module, Findings& findings) {
  if (!module.getModuleInlineAsm().empty())
    findings.push_back({"BS0313", {}, "assembly in checked code", "remove it"});
  if (!module.alias_empty() || !module.ifunc_empty())
    findings.push_back({"BS0315",
                        {},
                        "the sources define an alias of a symbol",
                        "remove the attribute that does"});
  for (const llvm::GlobalVariable& variable : module.globals()) {
    const std::string name = llvm::demangle(variable.getName().str());
    if (variable.getName() == "llvm.global_ctors" || variable.getName() == "llvm.global_dtors") {
      findings.push_back({"BS0314",
                          {},
                          "a global is initialised at run time",
                          "declare globals constinit or constexpr"});
    } else if (variable.isDeclaration() && !variable.use_empty()) {
      findings.push_back({"BS0310",
                          {},
                          fmt::format("'{}' is used but defined in none of the sources", name),
                          "define it, or add the source that does"});
    } else if (variable.hasSection()) {
      findings.push_back({"BS0315",
                          {},
                          fmt::format("'{}' is placed in a section of its own", name),
                          "remove the attribute that does"});
    }
  }
}

}  // namespace

Findings check_callees(const llvm::Module& module, Hooks hooks, Collector collector) {
  Findings findings;
  for (const llvm::Function& function : module) {
    if (function.isDeclaration())
      check_declaration(function, hooks, collector, findings);
    else
      check_definition(function, findings);
  }
  check_globals(module, findings);
  const llvm::Function* entry = module.getFunction(kEntry);
  if (entry == nullptr || entry->isDeclaration()) {
    findings.push_back({"BS0316",
                        {},
                        "the entry glue is missing from the module",
                        "report this as a defect of sipc"});
  }
  return findings;
}

}  // namespace sipc::backend
