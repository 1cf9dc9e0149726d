// The model of a conversation for SPIN: importer and exporter as processes, a queue of the computed
// bound in each direction. SPIN then shows, by looking at every interleaving, that nobody waits for
// ever (no invalid end state), that a send always finds room, and that nothing is left unread. It
// is a check on the compiler's own reasoning: it knows nothing of it but the automaton and bounds.
#pragma once
#include <string>

#include "model/model.hpp"

namespace contracts {

/// The two may be two versions of one contract: then it is shown whether they understand each
/// other.
std::string promela_model(const Contract& exporter, const Contract& importer);

}  // namespace contracts
