// Expressions, literals, names and places: the leaves of the parse tree.
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

#include "syntax/builder.hpp"

namespace contracts {
namespace {

Operator binary_operator(const std::string& text) {
  static const std::map<std::string, Operator> kTable = {
      {"*", Operator::kMultiply},    {"/", Operator::kDivide},        {"%", Operator::kModulo},
      {"+", Operator::kAdd},         {"-", Operator::kSubtract},      {"<<", Operator::kShiftLeft},
      {">>", Operator::kShiftRight}, {"<", Operator::kLess},          {"<=", Operator::kLessEqual},
      {">", Operator::kGreater},     {">=", Operator::kGreaterEqual}, {"==", Operator::kEqual},
      {"!=", Operator::kNotEqual},   {"&", Operator::kAnd},           {"^", Operator::kXor},
      {"|", Operator::kOr},          {"&&", Operator::kLogicalAnd},   {"||", Operator::kLogicalOr}};
  return kTable.at(text);
}

Operator unary_operator(char c) {
  switch (c) {
    case '-':
      return Operator::kNegate;
    case '~':
      return Operator::kComplement;
    case '!':
      return Operator::kLogicalNot;
    default:
      return Operator::kPlus;
  }
}

}  // namespace

std::unique_ptr<Expr> Builder::expression(Tree::ExprContext* tree) {
  if (tree == nullptr || tree->exception != nullptr) return nullptr;
  auto result = std::make_unique<Expr>();
  result->at = range(tree);
  if (auto* node = dynamic_cast<Tree::LiteralExprContext*>(tree)) return literal(node->literal());
  if (auto* node = dynamic_cast<Tree::ParenExprContext*>(tree)) return expression(node->expr());
  if (auto* node = dynamic_cast<Tree::NameExprContext*>(tree)) {
    if (node->qname() == nullptr) return nullptr;
    result->kind = Expr::Kind::kName;
    result->text = name(node->qname()).text;
    return result;
  }
  if (auto* node = dynamic_cast<Tree::UnaryExprContext*>(tree)) {
    result->kind = Expr::Kind::kUnary;
    result->op = unary_operator(node->getStart()->getText()[0]);
    result->operator_at = range(node->getStart());
    result->left = expression(node->expr());
    return result->left ? std::move(result) : nullptr;
  }
  auto* node = dynamic_cast<Tree::BinaryExprContext*>(tree);
  if (node == nullptr || node->expr().size() != 2) return nullptr;
  auto* sign = dynamic_cast<antlr4::tree::TerminalNode*>(node->children[1]);
  if (sign == nullptr) return nullptr;
  result->kind = Expr::Kind::kBinary;
  result->op = binary_operator(sign->getText());
  result->operator_at = range(sign->getSymbol());
  result->left = expression(node->expr(0));
  result->right = expression(node->expr(1));
  return result->left && result->right ? std::move(result) : nullptr;
}

std::unique_ptr<Expr> Builder::literal(Tree::LiteralContext* tree) {
  if (tree == nullptr || tree->exception != nullptr || tree->getStart() == nullptr) return nullptr;
  auto result = std::make_unique<Expr>();
  result->at = range(tree);
  const std::string text = source_text(result->at);
  switch (tree->getStart()->getType()) {
    case Tree::NUMBER:
      result->number = number(text, result->at);
      break;
    case Tree::FLOAT:
      result->kind = Expr::Kind::kFloat;
      result->real = real(text, result->at);
      break;
    case Tree::STRING:
      result->kind = Expr::Kind::kString;
      result->text = unescape(text, result->at);
      break;
    case Tree::CHAR: {
      const std::string value = unescape(text, result->at);
      if (value.size() != 1)
        reporter_.report(result->at, 102,
                         "a character literal holds exactly one byte (a UTF-8 code unit)");
      result->number = value.empty() ? 0 : static_cast<unsigned char>(value[0]);
      break;
    }
    default:
      result->kind = Expr::Kind::kBool;
      result->number = text == "true" ? 1 : 0;
  }
  return result;
}

Wide Builder::number(const std::string& text, Range at) {
  std::size_t end = text.size();
  while (end > 1 && std::string_view("uUlL").contains(text[end - 1])) --end;
  const bool hexadecimal = end > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
  Wide value = 0;
  bool bad = text.size() - end > 2 || (hexadecimal && end == 2);
  for (std::size_t i = hexadecimal ? 2 : 0; i < end && !bad; ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const int digit = std::isdigit(c)                   ? c - '0'
                      : hexadecimal && std::isxdigit(c) ? std::tolower(c) - 'a' + 10
                                                        : -1;
    bad = digit < 0;
    value = value * (hexadecimal ? 16 : 10) + digit;
    if (value > largest(Primitive::kU64)) {
      reporter_.report(at, 301, fmt::format("{} does not fit into 64 bits", text));
      return 0;
    }
  }
  if (bad) reporter_.report(at, 102, fmt::format("'{}' is not a number", text));
  return bad ? 0 : value;
}

/// A literal with an `f` has the value of the nearest float. The grammar has checked its shape.
double Builder::real(const std::string& text, Range at) {
  const double value = std::strtod(text.c_str(), nullptr);
  const bool single = text.back() == 'f' || text.back() == 'F';
  const double result = single ? static_cast<double>(static_cast<float>(value)) : value;
  if (std::isfinite(result)) return result;
  reporter_.report(at, 301,
                   fmt::format("{} is beyond the largest {}", text, single ? "float" : "double"));
  return 0;
}

std::string Builder::unescape(const std::string& quoted, Range at) {
  static const std::map<char, char> kEscapes = {{'n', '\n'},  {'t', '\t'}, {'r', '\r'}, {'0', '\0'},
                                                {'\\', '\\'}, {'"', '"'},  {'\'', '\''}};
  std::string out;
  for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
    if (quoted[i] != '\\') {
      out.push_back(quoted[i]);
      continue;
    }
    const auto found = kEscapes.find(quoted[++i]);
    if (found == kEscapes.end())
      reporter_.report(at, 102, fmt::format("'\\{}' is not an escape sequence", quoted[i]));
    else
      out.push_back(found->second);
  }
  return out;
}

std::string Builder::source_text(Range at) const {
  return file_.text().substr(at.begin, at.end - at.begin);
}

/// Whether the parser has put the token in to go on, so that it stands nowhere.
bool Builder::is_made_up(antlr4::Token* token) const {
  return token == nullptr || token->getTokenIndex() == INVALID_INDEX ||
         token->getStartIndex() >= file_.text().size();
}

Name Builder::name(Tree::IdentContext* tree) const {
  if (tree == nullptr || tree->exception != nullptr || is_made_up(tree->getStart())) return {};
  return {tree->getText(), range(tree)};
}

Name Builder::name(Tree::QnameContext* tree) const {
  if (tree == nullptr || tree->exception != nullptr || is_made_up(tree->getStart())) return {};
  return {tree->getText(), range(tree)};
}

Range Builder::range(antlr4::ParserRuleContext* tree) const {
  if (tree == nullptr || tree->getStart() == nullptr) return {index_, 0, 0};
  return range(tree->getStart(), tree->getStop());
}

Range Builder::range(antlr4::Token* token) const {
  return range(token, token);
}

/// Within the text, whatever the parser has done to go on.
Range Builder::range(antlr4::Token* first, antlr4::Token* last) const {
  const std::size_t size = file_.text().size();
  const std::size_t begin = std::min(first->getStartIndex(), size);
  const std::size_t end = is_made_up(last) ? begin : std::min(last->getStopIndex() + 1, size);
  return {index_, static_cast<std::uint32_t>(begin),
          static_cast<std::uint32_t>(std::max(begin, end))};
}

/// The block of `///` lines that ends on the line above the declaration.
std::string Builder::doc_before(antlr4::ParserRuleContext* tree) const {
  std::uint32_t line = file_.line_of(range(tree).begin);
  std::vector<std::string> lines;
  while (line > 1) {
    std::string_view text = file_.line_text(--line);
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    if (!text.starts_with("///")) break;
    text.remove_prefix(3);
    if (text.starts_with(' ')) text.remove_prefix(1);
    lines.emplace_back(text);
  }
  std::string out;
  for (auto it = lines.rbegin(); it != lines.rend(); ++it) out += (out.empty() ? "" : "\n") + *it;
  return out;
}

}  // namespace contracts
