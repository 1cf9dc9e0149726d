// A desk: turns texts round, and serves the clerks that it is lent, whatever kind they are of.
#include <manifest.hpp>

namespace {

using Service = Desk::Exp<Desk::Open>;
using Line = sip::ExVector<char>;
using Lines = sip::ExVector<Line>;
using Pages = sip::ExVector<Desk::Page>;

/// The other way round, each line as it was.
Lines turn(Lines lines) {
  const std::size_t count = lines.size();
  for (std::size_t i = 0; 2 * i + 1 < count; ++i) {
    auto first = lines.take(i);
    lines.put(i, lines.take(count - 1 - i));
    lines.put(count - 1 - i, std::move(first));
  }
  return lines;
}

std::uint32_t letters_in(const Lines& lines) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < lines.size(); ++i)
    sum += lines.with(i, [](const Line& line) { return static_cast<std::uint32_t>(line.size()); });
  return sum;
}

Service answer(Desk::Read read, Desk::Exp<Desk::Open_Read> answering) {
  auto lines = turn(std::move(read.lines));
  auto page = read.page.take();
  std::move(read.page).release();
  const std::uint32_t letters = letters_in(lines) + letters_in(page.lines);
  ++page.number;
  auto pages = Pages::make(2);
  pages.put(1, std::move(page));
  return std::move(answering).send(
      Desk::Answer{.lines = std::move(lines), .pages = std::move(pages), .letters = letters});
}

void serve(Clerk::Exp<Clerk::Waiting> clerk) {
  std::move(clerk).receive().match(
      [](Clerk::Ask ask, Clerk::Exp<Clerk::Telling> telling) {
        sip::log("a clerk is asked {}", ask.x);
        std::move(ask.desk).close();
        auto over = std::move(telling).send(Clerk::Told{.x = ask.x * 7});
      },
      [](sip::Closed) {});
}

}  // namespace

int sip_main(manifest::Start start) {
  auto service = std::move(start.service);
  while (true) {
    auto got = std::move(service).receive();
    switch (got.arrival()) {
      using enum decltype(got)::Arrival;
      case Read: {
        auto [read, answering] = std::move(got).as<Desk::Read>();
        service = answer(std::move(read), std::move(answering));
        break;
      }
      case Lend: {
        auto [lend, lending] = std::move(got).as<Desk::Lend>();
        service = std::move(lending).send(Desk::Lent{});
        serve(std::move(lend.clerk));
        break;
      }
      case Done: {
        auto done = std::move(got).as<Desk::Done>();
        return 0;
      }
      case Closed:
        std::move(got).closed();
        return 1;
    }
  }
}
