// Exchange memory that owns exchange memory, by the library and generated code alone: elements go
// in and come out, and words that nobody vouches for come out as nothing.
#include <catch2/catch.hpp>

#include "channel_double.hpp"
#include "desk.contract.hpp"

namespace {

using Line = sip::ExVector<char>;
using Lines = sip::ExVector<Line>;
using Pages = sip::ExVector<Desk::Page>;

Line line_of(std::size_t length, char letter) {
  auto line = Line::make(length);
  for (std::size_t i = 0; i < length; ++i) line.set(i, letter);
  return line;
}

Lines two_lines() {
  auto lines = Lines::make(2);
  lines.put(0, line_of(3, 'a'));
  lines.put(1, line_of(5, 'b'));
  return lines;
}

}  // namespace

TEST_CASE("elements that own are put in, taken out and used in their place") {
  channel_double::reset();
  auto lines = two_lines();
  CHECK(lines.with(1, [](const Line& line) { return line.size(); }) == 5);
  auto taken = lines.take(1);
  CHECK(taken.at(0) == 'b');
  CHECK(taken.at(4) == 'b');
  CHECK(lines.take(1).empty());
  lines.put(0, std::move(taken));  // what lay there is released
  CHECK(channel_double::live_blocks() == 2);
  CHECK(lines.with(0, [](const Line& line) { return line.size(); }) == 5);
  CHECK_THROWS(lines.take(2));
  std::move(lines).release();
  CHECK(channel_double::live_blocks() == 0);
}

TEST_CASE("structs that own lie in vectors and blocks, at any depth") {
  channel_double::reset();
  auto pages = Pages::make(3);
  pages.put(2, {.number = 7, .lines = two_lines()});
  auto one = sip::Ex<Desk::Page>::make();
  one.put(pages.take(2));
  CHECK(one.with([](const Desk::Page& page) {
    return page.number +
           static_cast<int>(page.lines.with(0, [](const Line& line) { return line.size(); }));
  }) == 10);
  auto page = one.take();
  CHECK(page.number == 7);
  CHECK(page.lines.size() == 2);
  CHECK(one.take().lines.empty());
  std::move(page.lines).release();
  std::move(one).release();
  std::move(pages).release();
  CHECK(channel_double::live_blocks() == 0);
}

TEST_CASE("what is written where an element lies is believed by nobody") {
  channel_double::reset();
  using Block = sip::detail::BlockOf;
  const std::uint64_t foreign = Block::take(line_of(9, 'x'));
  const std::uint64_t outer = Block::take(two_lines());
  // As its last owner may have seen it: two words an element.
  auto words = Block::make<std::uint64_t>(outer, 4);
  const std::uint64_t first = words.at(0);
  words.set(0, foreign);  // a block, but not inside
  words.set(2, 12345);    // no block
  auto lines = Block::make<Line>(outer, 2);
  CHECK(lines.take(0).empty());
  CHECK(lines.take(1).empty());
  words.set(2, first);
  words.set(3, 1000);  // longer than the block is
  auto taken = lines.take(1);
  CHECK(taken.size() == 3);
  CHECK(taken.at(2) == 'a');
  std::move(taken).release();
  Block::make<char>(foreign, 9).release();
  std::move(lines).release();
  CHECK(channel_double::live_blocks() == 0);
}
