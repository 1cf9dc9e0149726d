// `requires`: type-checks and folds the conditions of each message; each must be a bool.
#include <fmt/format.h>

#include <algorithm>

#include "passes/evaluate.hpp"

namespace contracts {
namespace {

void check_length(const Message& message, Reporter& reporter) {
  constexpr std::size_t kMostBytes = 4096;
  std::size_t bytes = 0;
  // Blanks apart, so that laying a file out anew never changes the verdict.
  for (const std::string& each : message.requires_text)
    bytes += each.size() - static_cast<std::size_t>(std::ranges::count(each, ' '));
  if (bytes > kMostBytes)
    reporter.report(message.requires_syntax.front()->at, 310,
                    fmt::format("the conditions of message {} have {} bytes; {} is the most",
                                message.name.text, bytes, kMostBytes));
}

}  // namespace

void check_requirements(Context& context) {
  context.each_contract([&](Contract& contract) {
    for (auto& message : contract.messages) {
      check_length(*message, context.reporter);
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
    }
  });
}

}  // namespace contracts
