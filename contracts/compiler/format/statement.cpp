// Blanks are decided between neighbours, from the roles that their places give them. Breaks come,
// if a line is too long, before `requires` first, then after commas and before operators.
#include "format/statement.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace contracts {
namespace {

enum class Role {
  kOperand,
  kPrefix,
  kBinary,
  kPostfix,
  kOpen,
  kClose,
  kComma,
  kEnd,
  kTight,
  kColon,
  kComment,
  kOwnLines
};

enum class Glue { kNothing, kBlank, kMayBreak, kClause, kLine, kFlushLeft };

struct Placed {
  std::string text;
  Role role = Role::kOperand;
  Glue before = Glue::kNothing;
};

bool is_binary_sign(std::string_view text) {
  static constexpr std::array<std::string_view, 20> kSigns = {
      "->", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "<",
      ">",  "=",  "/",  "%",  "&",  "|",  "^",  "+",  "-",  "*"};
  return std::ranges::find(kSigns, text) != kSigns.end();
}

class Placer {
 public:
  Placer(std::span<const Piece> pieces, Statement kind) : pieces_(pieces), kind_(kind) {}

  std::vector<Placed> place() {
    for (const Piece& piece : pieces_) {
      const Role role = role_of(piece);
      placed_.push_back({piece.text, role, glue(piece, role)});
      follow(piece, role);
    }
    return std::move(placed_);
  }

 private:
  const Placed* last() const {  // that is no comment
    for (std::size_t i = placed_.size(); i-- > 0;)
      if (placed_[i].role != Role::kComment && placed_[i].role != Role::kOwnLines)
        return &placed_[i];
    return nullptr;
  }
  bool after_operand() const {
    const Placed* before = last();
    return before != nullptr && !after_requires_ &&
           (before->role == Role::kOperand || before->role == Role::kClose);
  }
  bool in_expression() const { return expression_ || (in_annotation_ && depth_ > 1); }

  Role role_of(const Piece& piece) {
    using Kind = Piece::Kind;
    if (piece.is_comment()) return Role::kComment;
    if (piece.has_own_lines()) return Role::kOwnLines;
    if (piece.kind != Kind::kSign) return Role::kOperand;
    if (piece.is("(") || piece.is("[") || piece.is("{")) return Role::kOpen;
    if (piece.is(")") || piece.is("]") || piece.is("}")) return Role::kClose;
    if (piece.is(",")) return Role::kComma;
    if (piece.is(";")) return Role::kEnd;
    if (piece.is(".")) return Role::kTight;
    if (piece.is(":")) return colon();
    if (piece.is("?")) return Role::kPostfix;
    if (piece.is("~")) return Role::kPrefix;
    if (piece.is("!")) return in_expression() ? Role::kPrefix : Role::kPostfix;
    if (piece.is("*") && !in_expression()) return Role::kPostfix;
    if ((piece.is("-") || piece.is("+")) && !after_operand()) return Role::kPrefix;
    return is_binary_sign(piece.text) ? Role::kBinary : Role::kOperand;
  }

  Role colon() {
    if (kind_ == Statement::kHeader) return Role::kBinary;
    return kind_ == Statement::kState && !colon_seen_ ? Role::kColon : Role::kTight;
  }

  Glue glue(const Piece& piece, Role role) const {
    if (placed_.empty()) return Glue::kNothing;
    const Placed& before = placed_.back();
    if (role == Role::kOwnLines || before.role == Role::kOwnLines) return Glue::kFlushLeft;
    if (before.role == Role::kComment && (before.text.starts_with("//") || piece.line_breaks > 0))
      return Glue::kLine;
    if (role == Role::kComment) return piece.line_breaks > 0 ? Glue::kLine : Glue::kBlank;
    if (annotation_closed_) return piece.line_breaks > 0 ? Glue::kLine : Glue::kBlank;
    if (before.role == Role::kComment) return Glue::kBlank;
    return between(before, piece, role);
  }

  Glue between(const Placed& before, const Piece& piece, Role role) const {
    if (before.role == Role::kPrefix || before.role == Role::kTight || role == Role::kTight)
      return Glue::kNothing;
    if (role == Role::kComma || role == Role::kPostfix || role == Role::kColon)
      return Glue::kNothing;
    if (role == Role::kEnd) return before.role == Role::kColon ? Glue::kBlank : Glue::kNothing;
    if (role == Role::kClose && !piece.is("}")) return Glue::kNothing;
    if (before.role == Role::kOpen && before.text != "{") return Glue::kNothing;
    if (before.role == Role::kComma) return Glue::kMayBreak;
    if (is_requires(piece)) return Glue::kClause;
    if (piece.is("[")) return Glue::kNothing;
    if (piece.is("(")) return opens_list(before) ? Glue::kNothing : Glue::kBlank;
    if (role == Role::kBinary && (piece.is("->") || piece.is("&&") || piece.is("||")))
      return Glue::kMayBreak;
    if (is_rule() && piece.is_word("or") && depth_ > 0) return Glue::kMayBreak;
    return Glue::kBlank;
  }

  /// `M(`, `opt(`, `priority(`: the bracket belongs to the word before it.
  bool opens_list(const Placed& before) const {
    if (in_annotation_) return depth_ == 1;
    return before.role == Role::kOperand && !expression_ && !is_rule();
  }
  bool is_rule() const { return kind_ == Statement::kRule || kind_ == Statement::kState; }
  bool is_requires(const Piece& piece) const {
    return kind_ == Statement::kMessage && depth_ == 0 && !expression_ &&
           piece.is_word("requires") && last() != nullptr && last()->text == ")";
  }

  void follow(const Piece& piece, Role role) {
    if (role == Role::kComment || role == Role::kOwnLines) return;
    annotation_closed_ = false;
    after_requires_ = false;
    if (piece.is("[") && depth_ == 0 && !head_seen_) in_annotation_ = true;
    if (!in_annotation_) head_seen_ = true;
    if (role == Role::kOpen) ++depth_;
    if (role == Role::kClose && depth_ > 0) --depth_;
    if (in_annotation_ && piece.is("]") && depth_ == 0) {
      in_annotation_ = false;
      annotation_closed_ = true;
    }
    if (role == Role::kColon) colon_seen_ = true;
    if (kind_ == Statement::kMessage && depth_ == 0 && !expression_ && !in_annotation_ &&
        piece.is_word("requires") && parameters_seen_)
      expression_ = after_requires_ = true;
    if (kind_ == Statement::kMessage && depth_ == 0 && piece.is(")") && !in_annotation_)
      parameters_seen_ = true;
    if (piece.is("=")) expression_ = true;
  }

  std::span<const Piece> pieces_;
  Statement kind_;
  std::vector<Placed> placed_;
  std::size_t depth_ = 0;
  bool head_seen_ = false;
  bool in_annotation_ = false;
  bool annotation_closed_ = false;
  bool colon_seen_ = false;
  bool parameters_seen_ = false;
  bool expression_ = false;
  bool after_requires_ = false;
};

std::size_t last_line_width(const std::string& text) {
  const auto line = text.rfind('\n');
  return line == std::string::npos ? text.size() : text.size() - line - 1;
}

class Filler {
 public:
  Filler(const std::vector<Placed>& placed, std::size_t indent)
      : placed_(placed), indent_(indent) {}

  std::string fill() {
    const bool broken = is_too_long();
    out_.assign(indent_, ' ');
    for (std::size_t i = 0; i < placed_.size(); ++i) {
      switch (placed_[i].before) {
        case Glue::kNothing:
          break;
        case Glue::kBlank:
          out_ += ' ';
          break;
        case Glue::kClause:
          broken ? new_line(kFormatIndent) : blank();
          break;
        case Glue::kMayBreak:
          broken && !fits_from(i) ? new_line(extra_) : blank();
          break;
        case Glue::kLine:
          new_line(placed_[i - 1].text == "]" ? 0 : kFormatIndent);
          break;
        case Glue::kFlushLeft:
          out_ += '\n';
          if (placed_[i].role != Role::kOwnLines) out_.append(indent_ + kFormatIndent, ' ');
          break;
      }
      out_ += placed_[i].text;
    }
    return std::move(out_);
  }

 private:
  void blank() { out_ += ' '; }
  void new_line(std::size_t extra) {
    extra_ = std::max(extra_, kFormatIndent);
    out_ += '\n';
    out_.append(indent_ + extra, ' ');
  }

  /// Measured from the last line that is broken anyway.
  bool is_too_long() const {
    std::size_t width = indent_;
    for (const Placed& each : placed_) {
      if (each.before == Glue::kLine || each.before == Glue::kFlushLeft) width = indent_;
      if (each.role == Role::kComment) continue;
      width += each.text.size() + (each.before == Glue::kNothing ? 0 : 1);
      if (width > kFormatWidth) return true;
    }
    return false;
  }

  /// Whether everything up to the next place for a break fits on the line.
  bool fits_from(std::size_t i) const {
    std::size_t width = last_line_width(out_);
    for (std::size_t k = i; k < placed_.size(); ++k) {
      if (k > i && placed_[k].before >= Glue::kMayBreak) break;
      if (placed_[k].role == Role::kComment) break;
      width += placed_[k].text.size() + (placed_[k].before == Glue::kNothing ? 0 : 1);
    }
    return width <= kFormatWidth;
  }

  const std::vector<Placed>& placed_;
  std::size_t indent_;
  std::size_t extra_ = kFormatIndent;
  std::string out_;
};

}  // namespace

Statement statement_of(std::span<const Piece> pieces) {
  int depth = 0;
  for (const Piece& piece : pieces) {
    if (piece.is("[") || piece.is("(")) ++depth;
    if (piece.is("]") || piece.is(")")) --depth;
    if (depth > 0 || piece.kind != Piece::Kind::kWord) continue;
    const std::string& word = piece.text;
    if (word == "message") return Statement::kMessage;
    if (word == "state") return Statement::kState;
    if (word == "const") return Statement::kConst;
    if (word == "contract" || word == "namespace" || word == "enum" || word == "struct")
      return Statement::kHeader;
  }
  return Statement::kOther;
}

std::string lay_out(std::span<const Piece> pieces, Statement kind, std::size_t indent) {
  const std::vector<Placed> placed = Placer(pieces, kind).place();
  return Filler(placed, indent).fill();
}

}  // namespace contracts
