// One side of a contract in one state, as the parts of a generated header speak of it: its C++
// types, what it can do, and how it names itself to people.
#pragma once
#include <string>

#include "emit/cpp_names.hpp"
#include "model/model.hpp"

namespace contracts {

enum class Side { kImporter, kExporter };
enum class Role { kSends, kReceives, kEnds };

class SideInState {
 public:
  SideInState(const Contract& contract, const CppNames& names, Side side, std::size_t state)
      : contract(contract),
        names(names),
        side(side),
        state(contract.automaton.states[state]),
        index(state) {}

  Role role() const;
  /// Imp<Start>, for this side in any state.
  std::string type_in(std::size_t state_index) const;
  std::string type() const { return type_in(index); }
  /// The same as code outside of the contract writes it.
  std::string qualified_type_in(std::size_t state_index) const;
  /// This side after a message.
  SideInState after(const Edge& edge) const { return {contract, names, side, edge.next}; }
  /// Received<Imp<Start>, …::kForever>; `wait` is kForever or kUntil.
  std::string received(const char* wait) const;
  const std::string& message_type(const Edge& edge) const { return names.messages[edge.message]; }
  const Message& message(const Edge& edge) const { return *contract.all_messages[edge.message]; }
  /// The contract's namespace without the leading `::`.
  std::string path() const { return cpp_path(contract.qualified).substr(2); }

  /// "an importer".
  std::string noun() const;
  /// "C: an importer in state S", with which every error text begins.
  std::string who() const;
  /// "sends A, B", "receives C" or "the conversation has ended".
  std::string abilities() const;
  /// A call that ends the SIP, which names contract and message.
  std::string breach(const std::string& message_name, const std::string& rule) const;
  /// The message's `requires`, as statements over a variable `message`.
  std::string checks(const Message& message, const char* indent) const;

  const Contract& contract;
  const CppNames& names;
  const Side side;
  const AutomatonState& state;
  const std::size_t index;
};

/// No more than this is written; text that has grown beyond it may be incomplete.
inline constexpr std::size_t kMaxOutputBytes = std::size_t{128} << 20;

/// The text that `action` makes of each side in each state, in order.
template <class Action>
std::string for_each_side(const Contract& contract, const CppNames& names, Action action) {
  std::string out;
  for (std::size_t state = 0;
       state < contract.automaton.states.size() && out.size() <= kMaxOutputBytes; ++state)
    for (const Side side : {Side::kImporter, Side::kExporter})
      out += action(SideInState(contract, names, side, state));
  return out;
}

}  // namespace contracts
