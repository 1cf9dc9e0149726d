// Expressions against their values, programs that must be refused at a certain place, then a loop
// that counts the steps of Collatz' sequences.
#include <manifest.hpp>

#include "../common/program.hpp"
#include "compiler.hpp"
#include "machine.hpp"

namespace {

using programs::expect;

std::int64_t result_of(sip::StringView text) {
  expression::Compiler compiler{sip::String(text)};
  const auto program = compiler.compile();
  expect(program.has_value(), text);
  expression::Machine machine(*program);
  expect(machine.run(1'000'000) == expression::Outcome::kDone, text);
  return machine.variable(compiler.variable("r").value());
}

void values() {
  expect(result_of("r = 1 + 2 * 3;") == 7, "rank of operators");
  expect(result_of("r = (1 + 2) * 3 - -4;") == 13, "parentheses and signs");
  expect(result_of("r = 10 - 4 - 3;") == 3, "from left to right");
  expect(result_of("r = 17 % 5 + 100 / 7;") == 16, "division");
  expect(result_of("a = 5; r = (a < 6) + (a == 5) * 10 + !a * 100;") == 11, "comparisons");
  expect(result_of("x = 3; if (x < 3) r = 1; else { r = 2; r = r * 10; }") == 20, "if and else");
  expect(result_of("n = 10; r = 1; while (0 < n) { r = r * n; n = n - 1; }") == 3628800, "while");
  expect(result_of("a = 2 + 3 * 4; r = a * (1 + 1);") == 28, "constants are folded");
  expect(result_of("m = 9223372036854775807; r = (m + 1 == 0 - m - 1);") == 1, "numbers wrap");
  expect(result_of("m = 0 - 9223372036854775807 - 1; r = (m / -1 == m) + m % -1;") == 1,
         "the least number by -1");
}

void refused(sip::StringView text, std::size_t place) {
  expression::Compiler compiler{sip::String(text)};
  expect(!compiler.compile().has_value(), text);
  if (compiler.error().place != place) sip::log("refused at {}", compiler.error().place);
  expect(compiler.error().place == place && !compiler.error().what.empty(), text);
}

void mistakes() {
  refused("r = ;", 4);
  refused("r = 1", 5);
  refused("r = (1 + 2;", 10);
  refused("1 = r;", 0);
  refused("r = 1 $ 2;", 6);
  refused("while (1) { r = 1;", 18);
  expression::Compiler division{sip::String("z = 0; r = 1 / z;")};
  expression::Machine divider(division.compile().value());
  expect(divider.run(100) == expression::Outcome::kDivisionByZero, "division by zero");
  expression::Compiler endless{sip::String("r = 0; while (1) r = r + 1;")};
  expression::Machine runner(endless.compile().value());
  expect(runner.run(1000) == expression::Outcome::kTooLong, "a loop without end");
}

std::uint64_t workload() {
  expression::Compiler compiler{sip::String(
      "n = 1; r = 0; while (n < 3000) { x = n; s = 0;"
      "  while (!(x == 1)) { if (x % 2 == 0) x = x / 2; else x = 3 * x + 1; s = s + 1; }"
      "  r = r * 31 + s; n = n + 1; }")};
  expression::Machine machine(compiler.compile().value());
  machine.run(100'000'000);
  return static_cast<std::uint64_t>(machine.variable(compiler.variable("r").value()));
}

}  // namespace

int sip_main(manifest::Start) {
  values();
  mistakes();
  programs::measure(3, [] { return workload(); });
  sip::log("all right");
  return 0;
}
