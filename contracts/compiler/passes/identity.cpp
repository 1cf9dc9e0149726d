// Identity: the canonical text of each contract and its SHA-256. A contract whose messages carry
// endpoints of another needs that one's hash first, so contracts are taken in that order, and a
// circle of them is refused.
#include <bearssl.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "emit/canonical.hpp"
#include "passes/passes.hpp"

namespace contracts {
namespace {

void note_use(const Type& type, const Contract& user, std::set<std::string>& used) {
  if (type.is_endpoint() && type.contract != &user) used.insert(type.contract->qualified);
  if (type.element) note_use(*type.element, user, used);
  if (type.kind == Type::Kind::kStruct)
    for (const Field& field : type.structure->fields) note_use(field.type, user, used);
}

class Identities {
 public:
  explicit Identities(Context& context) : context_(context) {}

  void compute(Contract& contract) {
    if (done_.contains(&contract)) return;
    if (!open_.insert(&contract).second) {
      context_.reporter.report(
          contract.name.at, 208,
          fmt::format("contract {} passes endpoints of contracts that pass endpoints of {}",
                      contract.name.text, contract.name.text));
      return;
    }
    std::set<std::string> used;
    for (const Message* message : contract.all_messages)
      for (const Field& param : message->params) note_use(param.type, contract, used);
    contract.used_contracts.assign(used.begin(), used.end());
    for (const std::string& each : contract.used_contracts)
      compute(*context_.symbols.contracts.at(each));
    contract.canonical = canonical_text(contract);
    br_sha256_context sha;
    br_sha256_init(&sha);
    br_sha256_update(&sha, contract.canonical.data(), contract.canonical.size());
    br_sha256_out(&sha, contract.hash.data());
    open_.erase(&contract);
    done_.insert(&contract);
  }

 private:
  Context& context_;
  std::set<const Contract*> open_;
  std::set<const Contract*> done_;
};

}  // namespace

void compute_identities(Context& context) {
  Identities identities(context);
  context.each_contract([&](Contract& contract) { identities.compute(contract); });
}

}  // namespace contracts
