// Walks the pieces item by item with a stack of the open blocks. #if saves that stack, so that both
// branches begin at the same depth.
#include "format/format.hpp"

#include <algorithm>

#include "format/pieces.hpp"
#include "format/statement.hpp"

namespace contracts {
namespace {

enum class Block { kDeclarations, kEnumerators, kFields, kRules };

class Formatter {
 public:
  explicit Formatter(const std::vector<Piece>& pieces) : pieces_(pieces) {}

  std::string run() {
    while (at_ < pieces_.size()) item();
    return std::move(out_);
  }

 private:
  Block block() const { return blocks_.empty() ? Block::kDeclarations : blocks_.back(); }
  std::size_t indent() const { return blocks_.size() * kFormatIndent; }
  bool is_at(std::size_t at, std::string_view sign) const {
    return at < pieces_.size() && pieces_[at].is(sign);
  }
  bool line_ends_before(std::size_t at) const {
    return at >= pieces_.size() || pieces_[at].line_breaks > 0;
  }

  void item() {
    const Piece& piece = pieces_[at_];
    if (!fresh_ && piece.line_breaks > 1 && !piece.is("}")) out_ += '\n';
    fresh_ = false;
    if (piece.has_own_lines()) return own_lines(piece);
    if (piece.is_comment() && (line_ends_before(at_ + 1) || is_at(at_ + 1, "}"))) {
      out_.append(indent(), ' ');
      out_ += piece.text + "\n";
      ++at_;
      return;
    }
    if (piece.is("}")) return close();
    statement();
  }

  void own_lines(const Piece& piece) {
    if (piece.kind == Piece::Kind::kDirective) branch(directive_word(piece.text));
    out_ += piece.text + "\n";
    ++at_;
  }

  void branch(std::string_view word) {
    if (word == "if") return saved_.push_back(blocks_);
    if (saved_.empty()) return;
    if (word == "else") blocks_ = saved_.back();
    if (word == "endif") saved_.pop_back();
  }

  void close() {
    if (!blocks_.empty()) blocks_.pop_back();
    out_.append(indent(), ' ');
    out_ += "}";
    ++at_;
    if (is_at(at_, ";")) {
      out_ += ";";
      ++at_;
    }
    end_line();
  }

  /// A comment behind an item stays behind it.
  void end_line() {
    while (at_ < pieces_.size() && pieces_[at_].is_comment() && !line_ends_before(at_) &&
           line_ends_before(at_ + 1))
      out_ += " " + pieces_[at_++].text;
    out_ += '\n';
  }

  /// The end of the statement that begins at `from`: behind its `;` or `,`, or at a brace.
  std::size_t end_of_statement(std::size_t from, Block block) const {
    int depth = 0;
    for (std::size_t i = from; i < pieces_.size(); ++i) {
      const Piece& piece = pieces_[i];
      if (piece.is("(") || piece.is("[")) ++depth;
      if (piece.is(")") || piece.is("]")) --depth;
      if (piece.is("{") || piece.is("}")) return i;
      if (depth <= 0 && (piece.is(";") || (block == Block::kEnumerators && piece.is(","))))
        return i + 1;
    }
    return pieces_.size();
  }

  static Statement kind_in(Block block, std::span<const Piece> pieces) {
    switch (block) {
      case Block::kEnumerators:
        return Statement::kEnumerator;
      case Block::kFields:
        return Statement::kField;
      case Block::kRules:
        return Statement::kRule;
      case Block::kDeclarations:
        break;
    }
    return statement_of(pieces);
  }

  void statement() {
    const std::size_t end = end_of_statement(at_, block());
    const std::span<const Piece> own(pieces_.data() + at_, end - at_);
    if (is_at(end, "{")) return open(end);
    out_ += lay_out(own, kind_in(block(), own), indent());
    at_ = end;
    end_line();
  }

  static Block opened_by(std::span<const Piece> header) {
    for (const Piece& piece : header) {
      if (piece.is_word("enum")) return Block::kEnumerators;
      if (piece.is_word("struct")) return Block::kFields;
      if (piece.is_word("state")) return Block::kRules;
    }
    return Block::kDeclarations;
  }

  void open(std::size_t brace) {
    const std::span<const Piece> header(pieces_.data() + at_, brace + 1 - at_);
    std::string text = lay_out(header, statement_of(header), indent());
    const Block inner = opened_by(header);
    at_ = brace + 1;
    if (const auto line = on_one_line(inner, text)) {
      out_ += *line;
      return end_line();
    }
    out_ += text;
    end_line();
    blocks_.push_back(inner);
    fresh_ = true;
  }

  /// The whole block behind `header`, if it is empty, or was written on one line and fits on it.
  std::optional<std::string> on_one_line(Block inner, std::string header) {
    std::size_t at = at_;
    if (!is_at(at, "}")) {
      if (inner == Block::kDeclarations || line_ends_before(at)) return std::nullopt;
      while (!is_at(at, "}")) {
        const std::size_t end = end_of_statement(at, inner);
        const std::span<const Piece> own(pieces_.data() + at, end - at);
        const bool has_other = std::ranges::any_of(
            own, [](const Piece& piece) { return piece.is_comment() || piece.has_own_lines(); });
        if (own.empty() || has_other) return std::nullopt;
        header += " " + lay_out(own, kind_in(inner, own), 0);
        at = end;
      }
      header += " ";
    }
    ++at;
    header += is_at(at, ";") ? "};" : "}";
    if (header.size() > kFormatWidth || header.contains('\n')) return std::nullopt;
    at_ = is_at(at, ";") ? at + 1 : at;
    return header;
  }

  const std::vector<Piece>& pieces_;
  std::size_t at_ = 0;
  std::vector<Block> blocks_;
  std::vector<std::vector<Block>> saved_;
  bool fresh_ = true;  // nothing yet in this block
  std::string out_;
};

bool same_pieces(const std::vector<Piece>& a, const std::vector<Piece>& b) {
  return std::ranges::equal(
      a, b, [](const Piece& x, const Piece& y) { return x.kind == y.kind && x.text == y.text; });
}

}  // namespace

std::optional<std::string> formatted(std::string_view text) {
  const std::vector<Piece> pieces = pieces_of(text);
  std::string out = Formatter(pieces).run();
  if (!same_pieces(pieces, pieces_of(out))) return std::nullopt;
  return out;
}

}  // namespace contracts
