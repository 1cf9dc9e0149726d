// Runs the generated lexer and parser and turns their complaints into findings of our own numbers.
#include "syntax/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "ContractLexer.h"
#include "syntax/builder.hpp"

namespace contracts {
namespace {

/// ANTLR's texts speak of token types; people are told what they wrote and what could stand there.
std::string plain_message(antlr4::Parser& parser, antlr4::Token* token) {
  const std::string found =
      token->getType() == antlr4::Token::EOF ? "the end of the file" : "'" + token->getText() + "'";
  std::vector<std::string> names;
  const auto expected = parser.getExpectedTokens();
  for (const auto type : expected.toList()) {
    if (static_cast<std::size_t>(type) == antlr4::Token::EOF) continue;
    const std::string literal =
        parser.getVocabulary().getLiteralName(static_cast<std::size_t>(type));
    const std::string symbol =
        parser.getVocabulary().getSymbolicName(static_cast<std::size_t>(type));
    const std::string plain = symbol == "ID"       ? "a name"
                              : symbol == "STRING" ? "a text in quotes"
                                                   : symbol;
    names.push_back(literal.empty() ? plain : literal);
  }
  // The soft keywords stand wherever a name does: listing them would only hide what is missing.
  if (std::ranges::find(names, "a name") != names.end())
    std::erase_if(names, [](const std::string& n) {
      return n == "'one'" || n == "'or'" || n == "'opt'" || n == "'rep'" || n == "'ExHeap'" ||
             n == "'requires'";
    });
  if (std::ranges::find(names, "NUMBER") != names.end()) {
    static const std::set<std::string> kBeginsExpression = {"NUMBER", "FLOAT",  "a text in quotes",
                                                            "CHAR",   "'true'", "'false'",
                                                            "'('",    "'!'",    "'-'",
                                                            "'+'",    "'~'",    "a name"};
    std::erase_if(names, [](const std::string& n) { return kBeginsExpression.contains(n); });
    names.insert(names.begin(), "an expression");
  }
  if (names.empty() || names.size() > 8) return "unexpected " + found;
  return fmt::format("unexpected {}; expected {}", found, fmt::join(names, " or "));
}

class Listener : public antlr4::BaseErrorListener {
 public:
  Listener(std::uint16_t file, Reporter& reporter) : file_(file), reporter_(reporter) {}

  void syntaxError(antlr4::Recognizer* recognizer, antlr4::Token* token, std::size_t, std::size_t,
                   const std::string&, std::exception_ptr) override {
    if (auto* lexer = dynamic_cast<antlr4::Lexer*>(recognizer)) {
      const auto at = static_cast<std::uint32_t>(lexer->getInputStream()->index());
      const auto begin = static_cast<std::uint32_t>(lexer->tokenStartCharIndex);
      reporter_.report(
          {file_, begin, std::max(at, begin + 1)}, 100,
          fmt::format("'{}' does not begin any word of the language",
                      lexer->getInputStream()->getText(antlr4::misc::Interval(
                          static_cast<std::size_t>(begin), static_cast<std::size_t>(begin)))));
    } else if (auto* parser = dynamic_cast<antlr4::Parser*>(recognizer);
               parser != nullptr && token != nullptr) {
      const bool end = token->getType() == antlr4::Token::EOF;
      const auto begin = static_cast<std::uint32_t>(token->getStartIndex());
      const auto stop = end ? begin : static_cast<std::uint32_t>(token->getStopIndex() + 1);
      reporter_.report({file_, begin, stop}, 101, plain_message(*parser, token));
    }
    failed = true;
  }

  bool failed = false;

 private:
  std::uint16_t file_;
  Reporter& reporter_;
};

}  // namespace

std::unique_ptr<Unit> parse(const SourceFile& file, std::uint16_t file_index, Reporter& reporter) {
  antlr4::ANTLRInputStream input(file.parser_text);
  contract_grammar::ContractLexer lexer(&input);
  Listener listener(file_index, reporter);
  lexer.removeErrorListeners();
  lexer.addErrorListener(&listener);
  antlr4::CommonTokenStream tokens(&lexer);
  Tree parser(&tokens);
  parser.removeErrorListeners();
  parser.addErrorListener(&listener);
  Tree::ContractFileContext* tree = parser.contractFile();

  auto unit = std::make_unique<Unit>();
  unit->file = file_index;
  unit->syntax_ok = !listener.failed;
  Builder(file, file_index, reporter).build(tree, *unit);
  if (unit->syntax_ok && unit->contracts.empty() && unit->enums.empty() && unit->structs.empty() &&
      unit->imports.empty())
    reporter.report({file_index, 0, 0}, 2, "this file declares nothing");
  return unit;
}

}  // namespace contracts
