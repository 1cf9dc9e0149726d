// The list of passes. Identities come last and only for a model without errors: a hash of something
// wrong is of no use.
#include "passes/passes.hpp"

namespace contracts {

void run_passes(Context& context) {
  declare(context);
  read_annotations(context);
  inherit(context);
  fold_constants(context);
  resolve_types(context);
  lay_out(context);
  check_requirements(context);
  resolve_states(context);
  expand_automata(context);
  relate_to_bases(context);
  compute_bounds(context);
  find_components(context);
  warn_about_usage(context);
  if (context.reporter.error_count() == 0) compute_identities(context);
  if (context.reporter.error_count() == 0) order_for_emission(context);
}

}  // namespace contracts
