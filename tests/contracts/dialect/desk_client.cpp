// A client of a desk: gives texts away and looks at what comes back, then lends a head clerk, which
// the desk takes for a clerk.
#include <manifest.hpp>

namespace {

using Open = Desk::Imp<Desk::Open>;
using Line = sip::ExVector<char>;
using Lines = sip::ExVector<Line>;

constexpr std::size_t kLines = 40;

/// Line i is i + 1 times one letter.
Lines make_text() {
  auto lines = Lines::make(kLines);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto line = Line::make(i + 1);
    for (std::size_t at = 0; at < line.size(); ++at)
      line.set(at, static_cast<char>('a' + static_cast<int>(i % 26)));
    lines.put(i, std::move(line));
  }
  return lines;
}

bool is_turned(Lines lines) {
  bool good = lines.size() == kLines;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t was = kLines - 1 - i;
    auto line = lines.take(i);
    good = good && line.size() == was + 1 && line[was] == static_cast<char>('a' + was % 26);
    std::move(line).release();
    good = good && lines.with(i, [](const Line& taken) { return taken.empty(); });
  }
  std::move(lines).release();
  return good;
}

bool is_one_page(sip::ExVector<Desk::Page> pages) {
  const bool none = pages.with(0, [](const Desk::Page& page) { return page.lines.empty(); });
  auto page = pages.take(1);
  const bool good = none && page.number == 8 && page.lines.size() == kLines;
  std::move(page.lines).release();
  std::move(pages).release();
  return good;
}

bool read(Desk::Answer answer) {
  sip::log("{} letters", answer.letters);
  const bool turned = is_turned(std::move(answer.lines));
  return is_one_page(std::move(answer.pages)) && turned && answer.letters == 2 * 820;
}

Desk::Read two_texts() {
  auto page = sip::Ex<Desk::Page>::make();
  page.put({.number = 7, .lines = make_text()});
  return {.lines = make_text(), .page = std::move(page)};
}

/// What the desk says over the other end of the lent channel.
int ask(HeadClerk::Imp<HeadClerk::Waiting> clerk) {
  auto telling = std::move(clerk).send(Clerk::Ask{.desk = sip::Null{}, .x = 6});
  return std::move(telling).receive().match(
      [](Clerk::Told told, HeadClerk::Imp<HeadClerk::Over>) { return told.x; },
      [](HeadClerk::Later, HeadClerk::Imp<HeadClerk::Over>) { return -2; },
      [](sip::Closed) { return -1; });
}

}  // namespace

int sip_main(manifest::Start start) {
  bool good = false;
  bool closed = false;
  auto desk = std::move(start.desk);
  std::move(std::move(desk).send(two_texts()))
      .receive()
      .match(
          [&](Desk::Answer answer, Open again) {
            good = read(std::move(answer));
            desk = std::move(again);
          },
          [&](sip::Closed) { closed = true; });
  if (closed) return 1;
  auto [imp, exp] = HeadClerk::create();
  auto lending = std::move(desk).send(Desk::Lend{.clerk = std::move(exp).as_base()});
  const int told = ask(std::move(imp));
  sip::log("a head clerk tells {}", told);
  return std::move(lending).receive().match(
      [&](Desk::Lent, Open again) {
        auto end = std::move(again).send(Desk::Done{});
        return good && told == 42 ? 0 : 2;
      },
      [](sip::Closed) { return 3; });
}
