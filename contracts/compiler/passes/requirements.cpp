// `requires`: type-checks and folds the conditions of each message; each must be a bool.
#include <fmt/format.h>

#include "passes/evaluate.hpp"

namespace contracts {

void check_requirements(Context& context) {
  context.each_contract([&](Contract& contract) {
    for (auto& message : contract.messages)
      for (const auto& written : message->requires_syntax) {
        const Surroundings in{context.symbols, contract.qualified, &contract, message.get()};
        auto term = evaluate(*written, in, context.reporter);
        if (!term) continue;
        if (term->term_class != TermClass::kBool)
          context.reporter.report(
              written->at, 302,
              fmt::format("the condition of message {} is not a bool", message->name.text));
        else
          message->requirements.push_back(std::move(*term));
      }
  });
}

}  // namespace contracts
