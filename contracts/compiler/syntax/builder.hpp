// Turns ANTLR's parse tree into the model. Any node may be missing after error recovery, so each
// step tolerates null.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "ContractParser.h"
#include "diagnostics/reporter.hpp"
#include "model/model.hpp"
#include "source/source_file.hpp"

namespace contracts {

using Tree = contract_grammar::ContractParser;

class Builder {
 public:
  Builder(const SourceFile& file, std::uint16_t index, Reporter& reporter)
      : file_(file), index_(index), reporter_(reporter) {}

  void build(Tree::ContractFileContext* tree, Unit& unit);

 private:
  // build_declarations.cpp
  void declaration(Tree::DeclarationContext* tree, const std::string& scope, Unit& unit);
  std::unique_ptr<Contract> contract(Tree::ContractDeclContext* tree, const std::string& scope);
  void member(Tree::MemberContext* tree, Contract& contract);
  std::unique_ptr<EnumDecl> enumeration(Tree::EnumDeclContext* tree, const std::string& scope);
  std::unique_ptr<StructDecl> structure(Tree::StructDeclContext* tree, const std::string& scope);
  std::unique_ptr<Message> message(Tree::MessageDeclContext* tree);
  std::unique_ptr<StateDecl> state(Tree::StateDeclContext* tree);
  Rule rule(Tree::SequenceContext* tree);
  Step step(Tree::StepContext* tree);
  Action action(Tree::ActionContext* tree);
  TypeSyntax type(Tree::TypeContext* tree);
  void suffix(Tree::SuffixContext* tree, TypeSyntax& type);
  std::vector<Annotation> annotations(Tree::AnnotationsContext* tree);

  // build_expressions.cpp
  std::unique_ptr<Expr> expression(Tree::ExprContext* tree);
  std::unique_ptr<Expr> literal(Tree::LiteralContext* tree);
  Wide number(const std::string& text, Range at);
  double real(const std::string& text, Range at);
  std::string unescape(const std::string& quoted, Range at);
  std::string source_text(Range at) const;

  Name name(Tree::IdentContext* tree) const;
  Name name(Tree::QnameContext* tree) const;
  Range range(antlr4::ParserRuleContext* tree) const;
  Range range(antlr4::Token* token) const;
  Range range(antlr4::Token* first, antlr4::Token* last) const;
  bool is_made_up(antlr4::Token* token) const;
  std::string doc_before(antlr4::ParserRuleContext* tree) const;

  const SourceFile& file_;
  std::uint16_t index_;
  Reporter& reporter_;
};

}  // namespace contracts
