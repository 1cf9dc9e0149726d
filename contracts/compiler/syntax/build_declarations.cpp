// Files, contracts, members, states and types: the upper part of the parse tree.
#include "syntax/builder.hpp"

namespace contracts {
namespace {

/// A node that the parser had to repair: what it would add to the model cannot be relied on.
bool damaged(antlr4::ParserRuleContext* tree) {
  return tree == nullptr || tree->exception != nullptr;
}

/// True if any part of the subtree was repaired. Iterative: a tree may be long.
bool damaged_anywhere(antlr4::ParserRuleContext* root) {
  std::vector<antlr4::tree::ParseTree*> open{root};
  while (!open.empty()) {
    antlr4::tree::ParseTree* node = open.back();
    open.pop_back();
    if (dynamic_cast<antlr4::tree::ErrorNode*>(node) != nullptr) return true;
    auto* rule = dynamic_cast<antlr4::ParserRuleContext*>(node);
    if (rule != nullptr && rule->exception != nullptr) return true;
    open.insert(open.end(), node->children.begin(), node->children.end());
  }
  return false;
}

std::string normalise_blanks(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    if (!blank)
      out.push_back(c);
    else if (!out.empty() && out.back() != ' ')
      out.push_back(' ');
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace

void Builder::build(Tree::ContractFileContext* tree, Unit& unit) {
  std::string scope;
  for (Tree::FileItemContext* item : tree->fileItem()) {
    if (auto* import = item->importDecl(); import != nullptr && import->STRING() != nullptr &&
                                           !is_made_up(import->STRING()->getSymbol())) {
      const Range at = range(import->STRING()->getSymbol());
      unit.imports.push_back({unescape(source_text(at), at), at});
    } else if (auto* space = item->namespaceDecl(); space != nullptr && !damaged(space->qname())) {
      const std::string inner = name(space->qname()).text;
      const bool is_block = space->children.size() > 2 && space->children[2]->getText() == "{";
      if (!is_block) scope = inner;  // `namespace N;` holds for the rest of the file
      for (Tree::DeclarationContext* each : space->declaration()) declaration(each, inner, unit);
    } else if (item->declaration() != nullptr) {
      declaration(item->declaration(), scope, unit);
    }
  }
}

void Builder::declaration(Tree::DeclarationContext* tree, const std::string& scope, Unit& unit) {
  if (!unit.syntax_ok && damaged_anywhere(tree)) return;
  if (tree->enumDecl() != nullptr) {
    unit.enums.push_back(enumeration(tree->enumDecl(), scope));
    unit.enums.back()->doc = doc_before(tree);
  } else if (tree->structDecl() != nullptr) {
    unit.structs.push_back(structure(tree->structDecl(), scope));
    unit.structs.back()->doc = doc_before(tree);
  } else if (tree->contractDecl() != nullptr) {
    unit.contracts.push_back(contract(tree->contractDecl(), scope));
    unit.contracts.back()->annotations = annotations(tree->annotations());
    unit.contracts.back()->doc = doc_before(tree);
  }
}

std::unique_ptr<Contract> Builder::contract(Tree::ContractDeclContext* tree,
                                            const std::string& scope) {
  auto result = std::make_unique<Contract>();
  result->name = name(tree->ident());
  result->scope = scope;
  result->qualified = join_scope(scope, result->name.text);
  result->file = index_;
  if (tree->qname() != nullptr) result->base_name = name(tree->qname());
  for (Tree::MemberContext* each : tree->member()) member(each, *result);
  return result;
}

void Builder::member(Tree::MemberContext* tree, Contract& contract) {
  if (auto* node = tree->constDecl()) {
    auto constant = std::make_unique<ConstDecl>();
    constant->type_name = name(node->qname());
    constant->name = name(node->ident());
    constant->value = expression(node->expr());
    constant->doc = doc_before(tree);
    contract.constants.push_back(std::move(constant));
  } else if (tree->enumDecl() != nullptr) {
    contract.enums.push_back(enumeration(tree->enumDecl(), contract.qualified));
    contract.enums.back()->owner = &contract;
    contract.enums.back()->doc = doc_before(tree);
  } else if (tree->structDecl() != nullptr) {
    contract.structs.push_back(structure(tree->structDecl(), contract.qualified));
    contract.structs.back()->owner = &contract;
    contract.structs.back()->doc = doc_before(tree);
  } else if (tree->messageDecl() != nullptr) {
    contract.messages.push_back(message(tree->messageDecl()));
    contract.messages.back()->declared_by = &contract;
    contract.messages.back()->annotations = annotations(tree->annotations());
    contract.messages.back()->doc = doc_before(tree);
  } else if (tree->stateDecl() != nullptr) {
    contract.states.push_back(state(tree->stateDecl()));
    contract.states.back()->annotations = annotations(tree->annotations());
    contract.states.back()->doc = doc_before(tree);
  }
}

std::unique_ptr<EnumDecl> Builder::enumeration(Tree::EnumDeclContext* tree,
                                               const std::string& scope) {
  auto result = std::make_unique<EnumDecl>();
  result->name = name(tree->ident());
  result->scope = scope;
  if (tree->qname() != nullptr) result->underlying_name = name(tree->qname());
  for (Tree::EnumeratorContext* each : tree->enumerator())
    result->enumerators.push_back({name(each->ident()), expression(each->expr()), 0});
  return result;
}

std::unique_ptr<StructDecl> Builder::structure(Tree::StructDeclContext* tree,
                                               const std::string& scope) {
  auto result = std::make_unique<StructDecl>();
  result->name = name(tree->ident());
  result->scope = scope;
  if (tree->qname() != nullptr) result->base_name = name(tree->qname());
  for (Tree::FieldContext* each : tree->field())
    result->fields.push_back({type(each->type()), name(each->ident()), {}, 0});
  return result;
}

std::unique_ptr<Message> Builder::message(Tree::MessageDeclContext* tree) {
  auto result = std::make_unique<Message>();
  const std::string first = tree->getStart()->getText();
  result->direction = first == "in"    ? Direction::kIn
                      : first == "out" ? Direction::kOut
                                       : Direction::kBoth;
  result->name = name(tree->ident());
  for (Tree::ParamContext* each : tree->param())
    result->params.push_back({type(each->type()), name(each->ident()), {}, 0});
  if (tree->requirements() != nullptr)
    for (Tree::ExprContext* each : tree->requirements()->expr())
      if (auto parsed = expression(each)) {
        result->requires_syntax.push_back(std::move(parsed));
        result->requires_text.push_back(normalise_blanks(
            file_.parser_text.substr(range(each).begin, range(each).end - range(each).begin)));
      }
  return result;
}

std::unique_ptr<StateDecl> Builder::state(Tree::StateDeclContext* tree) {
  auto result = std::make_unique<StateDecl>();
  result->is_override = tree->getStart()->getText() == "override";
  result->name = name(tree->ident());
  if (tree->stateBlock() != nullptr)
    for (Tree::SequenceContext* each : tree->stateBlock()->sequence())
      result->rules.push_back(rule(each));
  else if (tree->sequence() != nullptr)
    result->rules.push_back(rule(tree->sequence()));
  return result;
}

Rule Builder::rule(Tree::SequenceContext* tree) {
  Rule result;
  result.at = range(tree);
  for (Tree::StepContext* each : tree->step()) result.steps.push_back(step(each));
  return result;
}

Step Builder::step(Tree::StepContext* tree) {
  Step result;
  result.at = range(tree);
  if (tree->action() != nullptr) {
    result.actions.push_back(action(tree->action()));
  } else if (tree->choice() != nullptr) {
    for (Tree::ActionContext* each : tree->choice()->action())
      result.actions.push_back(action(each));
  } else {
    result.state = name(tree->ident());
  }
  return result;
}

Action Builder::action(Tree::ActionContext* tree) {
  const bool sends = tree->getStop() != nullptr && tree->getStop()->getText() == "!";
  return {name(tree->ident()), sends ? Polarity::kSend : Polarity::kReceive, 0};
}

TypeSyntax Builder::type(Tree::TypeContext* tree) {
  TypeSyntax result;
  if (tree == nullptr) return result;
  result.at = range(tree);
  result.name = name(tree->qname());
  if (tree->ident() != nullptr) result.state = name(tree->ident());
  for (Tree::SuffixContext* each : tree->suffix()) suffix(each, result);
  return result;
}

void Builder::suffix(Tree::SuffixContext* tree, TypeSyntax& type) {
  const auto set = [&](bool& flag) {
    if (flag && !type.repeated) type.repeated = range(tree);
    flag = true;
  };
  if (dynamic_cast<Tree::ArraySuffixContext*>(tree) != nullptr) type.layers += '[';
  if (dynamic_cast<Tree::PointerSuffixContext*>(tree) != nullptr) type.layers += '*';
  if (dynamic_cast<Tree::NonNullSuffixContext*>(tree) != nullptr) set(type.non_null);
  if (dynamic_cast<Tree::ExHeapSuffixContext*>(tree) != nullptr) set(type.in_exchange_heap);
  if (dynamic_cast<Tree::OptSuffixContext*>(tree) != nullptr) {
    // The old spelling: `char* opt(ExHeap[])` is `char[] in ExHeap`, `T* opt(ExHeap)` is `T* in
    // ExHeap`.
    set(type.in_exchange_heap);
    if (tree->getText().find('[') != std::string::npos) {
      if (type.layers.ends_with('*')) type.layers.pop_back();
      type.layers += '[';
    }
  }
}

std::vector<Annotation> Builder::annotations(Tree::AnnotationsContext* tree) {
  std::vector<Annotation> result;
  if (tree == nullptr) return result;
  for (Tree::AnnotationContext* each : tree->annotation()) {
    Annotation one{name(each->ident()), {}};
    for (Tree::ExprContext* argument : each->expr())
      if (auto parsed = expression(argument)) one.arguments.push_back(std::move(parsed));
    result.push_back(std::move(one));
  }
  return result;
}

}  // namespace contracts
