// Any bytes as canonical contract text; what is accepted must have a checkable automaton and a
// derivable table.
#include "contracts/automaton.hpp"
#include "contracts/canonical_reader.hpp"
#include "contracts/table.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const verifier::CanonicalResult result = verifier::read_canonical(verifier::View({data, size}));
  if (result.contract && !verifier::automaton_error(*result.contract))
    (void)verifier::derive_table(*result.contract, {});
  return 0;
}
