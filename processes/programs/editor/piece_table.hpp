// TextBuffer: a text that is edited, as a piece table (Crowley, "Data Structures for Text
// Sequences", 1998). The text that was there at first and all that was ever typed stay as they
// are; what is edited is the row of pieces that says which parts of them make up the text. So an
// edit costs a piece or two, and undo puts the old row back.
#pragma once
#include <manifest.hpp>

namespace editor {

enum class Origin : std::uint8_t { kFirst, kTyped };

struct Piece {
  Origin origin = Origin::kFirst;
  std::size_t from = 0;
  std::size_t length = 0;
  std::size_t lines = 0;  // line ends in it
};

class TextBuffer {
 public:
  explicit TextBuffer(sip::String text) : first_(std::move(text)) {
    if (!first_.empty()) pieces_.push_back(make_piece(Origin::kFirst, 0, first_.size()));
    size_ = first_.size();
  }

  std::size_t size() const { return size_; }
  std::size_t pieces() const { return pieces_.size(); }
  std::size_t line_count() const {
    std::size_t lines = 1;
    for (const Piece& piece : pieces_) lines += piece.lines;
    return lines;
  }

  void insert(std::size_t place, const sip::StringView& text) {
    if (place > size_) sip::panic("TextBuffer: inserted behind the end");
    if (text.empty()) return;
    remember();
    const std::size_t from = typed_.size();
    typed_ += text;
    size_ += text.size();
    const std::size_t at = split(place);
    // Typing on where one typed last makes that piece longer.
    if (at > 0 && pieces_[at - 1].origin == Origin::kTyped &&
        pieces_[at - 1].from + pieces_[at - 1].length == from) {
      pieces_[at - 1] =
          make_piece(Origin::kTyped, pieces_[at - 1].from, pieces_[at - 1].length + text.size());
      return;
    }
    pieces_.insert(at, make_piece(Origin::kTyped, from, text.size()));
  }

  void erase(std::size_t place, std::size_t count) {
    if (place > size_ || count > size_ - place) sip::panic("TextBuffer: erased behind the end");
    if (count == 0) return;
    remember();
    const std::size_t begin = split(place);
    const std::size_t end = split(place + count);
    pieces_.erase(begin, end - begin);
    size_ -= count;
  }

  /// Takes the last edit back; whether there was one.
  bool undo() {
    if (past_.empty()) return false;
    pieces_ = past_.take_back();
    size_ = 0;
    for (const Piece& piece : pieces_) size_ += piece.length;
    return true;
  }
  /// What was done up to now can no longer be taken back.
  void forget_past() { past_.clear(); }

  char at(std::size_t place) const {
    std::size_t start = 0;
    for (const Piece& piece : pieces_) {
      if (place - start < piece.length) return text_of(piece)[place - start];
      start += piece.length;
    }
    sip::panic("TextBuffer: read behind the end");
  }

  sip::String text() const {
    sip::String text;
    text.reserve(size_);
    for (const Piece& piece : pieces_) text += text_of(piece);
    return text;
  }

  /// Line `number` (from 0), without its end.
  sip::String line(std::size_t number) const {
    sip::String line;
    std::size_t before = 0;
    for (const Piece& piece : pieces_) {
      if (before > number) break;
      if (before + piece.lines >= number) append_part_of_line(piece, number - before, line);
      before += piece.lines;
    }
    return line;
  }

 private:
  sip::StringView text_of(const Piece& piece) const {
    return piece.origin == Origin::kFirst ? first_.substr_view(piece.from, piece.length)
                                          : typed_.substr_view(piece.from, piece.length);
  }
  Piece make_piece(Origin origin, std::size_t from, std::size_t length) const {
    Piece piece{origin, from, length, 0};
    for (const char character : text_of(piece)) piece.lines += character == '\n' ? 1 : 0;
    return piece;
  }

  // Adds what of its `number`-th line lies in the piece.
  void append_part_of_line(const Piece& piece, std::size_t number, sip::String& line) const {
    const sip::StringView text = text_of(piece);
    std::size_t from = 0;
    for (; number > 0; --number) from = text.find('\n', from) + 1;
    const std::size_t end = text.find('\n', from);
    line += text.substr(from, end == sip::StringView::npos ? end : end - from);
  }

  // The number of the piece that begins at `place`, made by cutting one in two if need be.
  std::size_t split(std::size_t place) {
    std::size_t start = 0, number = 0;
    while (number < pieces_.size() && start + pieces_[number].length <= place) {
      start += pieces_[number].length;
      ++number;
    }
    if (start == place) return number;
    const Piece whole = pieces_[number];
    const std::size_t length = place - start;
    pieces_[number] = make_piece(whole.origin, whole.from, length);
    Piece rest{whole.origin, whole.from + length, whole.length - length,
               whole.lines - pieces_[number].lines};
    pieces_.insert(number + 1, rest);
    return number + 1;
  }

  void remember() {
    constexpr std::size_t kMostEdits = 20;
    if (past_.size() == kMostEdits) past_.erase(0);
    past_.push_back(pieces_);
  }

  sip::String first_, typed_;
  sip::Vector<Piece> pieces_;
  sip::Vector<sip::Vector<Piece>> past_;
  std::size_t size_ = 0;
};

}  // namespace editor
