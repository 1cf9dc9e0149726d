// The buffer against a String that takes the same edits, then 3,000 edits of a longer text.
#include <manifest.hpp>

#include "../common/program.hpp"
#include "piece_table.hpp"

namespace {

using programs::expect;

void edits() {
  editor::TextBuffer buffer{sip::String("The fox jumps.\nOver the dog.\n")};
  buffer.insert(4, "quick ");
  expect(buffer.line(0) == "The quick fox jumps." && buffer.pieces() == 3, "insert");
  buffer.insert(10, "brown ");
  expect(buffer.line(0) == "The quick brown fox jumps." && buffer.pieces() == 3, "typing on");
  buffer.erase(4, 12);
  expect(buffer.text() == "The fox jumps.\nOver the dog.\n", "erase");
  buffer.insert(14, " High.\nAnd");
  expect(buffer.line(0) == "The fox jumps. High." && buffer.line(1) == "And" &&
             buffer.line(2) == "Over the dog." && buffer.line(3).empty(),
         "lines over several pieces");
  expect(buffer.line_count() == 4 && buffer.at(0) == 'T' && buffer.at(20) == '\n', "places");
  expect(buffer.undo() && buffer.undo(), "undo");
  expect(buffer.text() == "The quick brown fox jumps.\nOver the dog.\n", "what undo gives");
  expect(buffer.undo() && buffer.undo() && !buffer.undo(), "all edits undone");
  expect(buffer.size() == 29 && buffer.line(1) == "Over the dog.", "as at first");
}

void model() {
  sip::String text = "a line\nand another\n";
  editor::TextBuffer buffer{text};
  programs::Random random(5);
  const sip::StringView words = "one two three\nfour five six\nseven";
  for (int i = 0; i < 1500; ++i) {
    if (random.below(3) != 0 || text.size() < 20) {
      const std::size_t from = random.below(20), place = random.below(text.size() + 1);
      const sip::StringView word = words.substr(from, random.below(12));
      text.insert(place, word);
      buffer.insert(place, word);
    } else {
      const std::size_t place = random.below(text.size() - 15), count = random.below(15);
      text.erase(place, count);
      buffer.erase(place, count);
    }
    if (i % 50 == 0) expect(buffer.text() == text, "the same text");
  }
  expect(buffer.text() == text && buffer.size() == text.size(), "the same text at the end");
  std::size_t lines = 1;
  for (const char character : text) lines += character == '\n' ? 1 : 0;
  expect(buffer.line_count() == lines, "the same number of lines");
  std::size_t from = 0;
  for (std::size_t i = 0; i < lines; ++i) {
    const std::size_t found = text.find('\n', from);
    const std::size_t end = found == sip::String::npos ? text.size() : found;
    expect(buffer.line(i) == text.substr_view(from, end - from), "each line");
    from = end + 1;
  }
}

std::uint64_t workload() {
  sip::String text;
  for (int i = 0; i < 2000; ++i) text += "The quick brown fox jumps over the lazy dog.\n";
  editor::TextBuffer buffer{std::move(text)};
  programs::Random random(11);
  std::uint64_t checksum = 0;
  for (int i = 0; i < 1500; ++i) {
    const std::size_t place = random.below(buffer.size() - 100);
    buffer.insert(place, "some words\n");
    buffer.erase(random.below(buffer.size() - 100), random.below(40));
    if (i % 16 == 0) {
      const sip::String line = buffer.line(random.below(buffer.line_count()));
      for (const char character : line)
        checksum = programs::mixed(checksum, static_cast<unsigned char>(character));
    }
  }
  for (const char character : buffer.text())
    checksum = programs::mixed(checksum, static_cast<unsigned char>(character));
  return checksum;
}

}  // namespace

int sip_main(manifest::Start) {
  edits();
  model();
  programs::measure(3, [] { return workload(); });
  sip::log("all right");
  return 0;
}
