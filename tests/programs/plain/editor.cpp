// The text buffer as processes/programs/editor, in plain C++.
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "program.hpp"

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
  explicit TextBuffer(std::string text) : first_(std::move(text)) {
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

  void insert(std::size_t place, std::string_view text) {
    if (place > size_) std::abort();
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
    pieces_.insert(pieces_.begin() + static_cast<std::ptrdiff_t>(at),
                   make_piece(Origin::kTyped, from, text.size()));
  }

  void erase(std::size_t place, std::size_t count) {
    if (place > size_ || count > size_ - place) std::abort();
    if (count == 0) return;
    remember();
    const std::size_t begin = split(place);
    const std::size_t end = split(place + count);
    pieces_.erase(pieces_.begin() + static_cast<std::ptrdiff_t>(begin),
                  pieces_.begin() + static_cast<std::ptrdiff_t>(end));
    size_ -= count;
  }

  /// Takes the last edit back; whether there was one.
  bool undo() {
    if (past_.empty()) return false;
    pieces_ = std::move(past_.back());
    past_.pop_back();
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
    std::abort();
  }

  std::string text() const {
    std::string text;
    text.reserve(size_);
    for (const Piece& piece : pieces_) text += text_of(piece);
    return text;
  }

  /// Line `number` (from 0), without its end.
  std::string line(std::size_t number) const {
    std::string line;
    std::size_t before = 0;
    for (const Piece& piece : pieces_) {
      if (before > number) break;
      if (before + piece.lines >= number) append_part_of_line(piece, number - before, line);
      before += piece.lines;
    }
    return line;
  }

 private:
  std::string_view text_of(const Piece& piece) const {
    return piece.origin == Origin::kFirst
               ? std::string_view(first_).substr(piece.from, piece.length)
               : std::string_view(typed_).substr(piece.from, piece.length);
  }
  Piece make_piece(Origin origin, std::size_t from, std::size_t length) const {
    Piece piece{origin, from, length, 0};
    for (const char character : text_of(piece)) piece.lines += character == '\n' ? 1 : 0;
    return piece;
  }

  // Adds what of its `number`-th line lies in the piece.
  void append_part_of_line(const Piece& piece, std::size_t number, std::string& line) const {
    const std::string_view text = text_of(piece);
    std::size_t from = 0;
    for (; number > 0; --number) from = text.find('\n', from) + 1;
    const std::size_t end = text.find('\n', from);
    line += text.substr(from, end == std::string_view::npos ? end : end - from);
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
    pieces_.insert(pieces_.begin() + static_cast<std::ptrdiff_t>(number + 1), rest);
    return number + 1;
  }

  void remember() {
    constexpr std::size_t kMostEdits = 20;
    if (past_.size() == kMostEdits) past_.erase(past_.begin());
    past_.push_back(pieces_);
  }

  std::string first_, typed_;
  std::vector<Piece> pieces_;
  std::vector<std::vector<Piece>> past_;
  std::size_t size_ = 0;
};

}  // namespace editor

namespace {

std::uint64_t workload() {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "The quick brown fox jumps over the lazy dog.\n";
  editor::TextBuffer buffer{std::move(text)};
  programs::Random random(11);
  std::uint64_t checksum = 0;
  for (int i = 0; i < 1500; ++i) {
    const std::size_t place = random.below(buffer.size() - 100);
    buffer.insert(place, "some words\n");
    buffer.erase(random.below(buffer.size() - 100), random.below(40));
    if (i % 16 == 0) {
      const std::string line = buffer.line(random.below(buffer.line_count()));
      for (const char character : line)
        checksum = programs::mixed(checksum, static_cast<unsigned char>(character));
    }
  }
  for (const char character : buffer.text())
    checksum = programs::mixed(checksum, static_cast<unsigned char>(character));
  return checksum;
}

}  // namespace

int main() {
  programs::measure([] { return workload(); });
}
