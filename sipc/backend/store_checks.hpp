// Owner checks in front of stores, put in as the last step of code generation: what the verifier
// cannot prove gets a check, nothing else does, and no later pass moves anything. In assembly:
//
//     leaq ADDRESS, %t;  shrq $12, %t;  cmpw $ID, MAP(,%t,2);  jne trap      …      trap: ud1l %t,
//     %t
//
// ID and MAP are filled in at load (docs/formats/sip.md); the trap tells the kernel which register
// holds the page's number.
#pragma once
#include <llvm/CodeGen/MachineFunctionPass.h>

#include <map>
#include <set>
#include <string>

#include "backend/backend.hpp"
#include "base/finding.hpp"

namespace sipc::backend {

enum class Placement : std::uint8_t {
  kBeforeLoop,  // where its address is the same or moves by a constant each time round
  kAtStore
};

// Which stores get a check, by number: stores are counted through the whole module, and so are
// loads where they are checked. What follows calls both stores.
using StorePlan = std::map<std::uint32_t, Placement>;

// Functions in which no flag is kept across a store, so that each can have a check in front of it.
using SteadyFunctions = std::set<std::string, std::less<>>;

enum class Marks : bool { kNo, kYes };  // a symbol at each store, that tells where it came to lie

inline constexpr char kStoreMark[] = "sip_store.";

// What the checks could not do where they are wanted.
struct Refusals {
  SteadyFunctions unsteady;  // flags are in use at a store in them
  Findings findings;         // BS0406
};

// The module's name keeps marks of several modules apart. `refusals` must outlive the pass.
llvm::MachineFunctionPass* make_store_checks(std::string module, const StorePlan& plan,
                                             Accesses checked, Marks marks, Refusals& refusals);

}  // namespace sipc::backend
