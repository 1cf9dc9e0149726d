// Identity: the canonical text of each contract and its SHA-256. A contract that mentions another
// needs that one's hash first. In a component, where there is no first one, each is mentioned by
// name, and the text of each ends with the hashes of what the others say apart from that.
#include <bearssl.h>
#include <fmt/format.h>

#include "emit/canonical.hpp"
#include "passes/passes.hpp"

namespace contracts {
namespace {

std::array<std::uint8_t, 32> hash_of(const std::string& text) {
  std::array<std::uint8_t, 32> hash{};
  br_sha256_context sha;
  br_sha256_init(&sha);
  br_sha256_update(&sha, text.data(), text.size());
  br_sha256_out(&sha, hash.data());
  return hash;
}

void identify(const std::vector<Contract*>& component) {
  std::vector<std::string> members;
  for (Contract* contract : component) {
    contract->canonical = canonical_text(*contract);
    members.push_back(
        fmt::format("member {} {}\n", contract->qualified, hex(hash_of(contract->canonical))));
  }
  for (std::size_t i = 0; i < component.size(); ++i) {
    for (std::size_t other = 0; other < component.size(); ++other)
      if (other != i) component[i]->canonical += members[other];
    component[i]->hash = hash_of(component[i]->canonical);
  }
}

}  // namespace

void compute_identities(Context& context) {
  for (const std::vector<Contract*>& component : context.components) identify(component);
}

}  // namespace contracts
