// From rules to the automaton: implicit states, choices, subroutines, final states, queue bounds,
// warnings.
#include <catch2/catch.hpp>

#include "support.hpp"

using namespace contract_tests;

namespace {

const std::string kMessages =
    "contract C { in message A(); in message B(); out message X(); out message Y();\n";

/// The automaton in the canonical form, without the lines about messages and bounds.
std::string automaton_of(const std::string& states) {
  const contracts::Program program = accepted(kMessages + states + "}");
  const std::string& text = contract_named(program, "C").canonical;
  const auto begin = text.find("state 0");
  return text.substr(begin, text.find("entry 0") - begin);
}

std::pair<std::uint32_t, std::uint32_t> bounds_of(const std::string& states) {
  const contracts::Program program = accepted(kMessages + states + "}");
  return {contract_named(program, "C").bound_in, contract_named(program, "C").bound_out};
}

}  // namespace

TEST_CASE("the initial state is the first one written", "[automaton]") {
  CHECK(automaton_of("state Zoo: A? -> Start; state Start: ;") ==
        "state 0 Zoo receive\nedge 0 0 1\nstate 1 Start final\n");
}

TEST_CASE("final states in all spellings", "[automaton]") {
  const std::string expected = "state 0 S receive\nedge 0 0 1\nstate 1 E final\n";
  CHECK(automaton_of("state S: A? -> E; state E: ;") == expected);
  CHECK(automaton_of("state S: A? -> E; state E: {}") == expected);
  CHECK(automaton_of("state S: A? -> E; state E: one { };") == expected);
}

TEST_CASE("sequences and choices have implicit states, named after the way to them",
          "[automaton]") {
  CHECK(automaton_of("state S: A? -> (X! or Y!) -> B? -> S;") ==
        "state 0 S receive\nedge 0 0 1\nstate 1 S.A send\nedge 1 2 2\nedge 1 3 2\nstate 2 S.A.X "
        "receive\nedge 2 1 0\n");
}

TEST_CASE("a subroutine is expanded for each way back", "[automaton]") {
  CHECK(automaton_of("state S: one { A? -> SUB -> S; B? -> SUB -> E; } state SUB: one { X!; Y! -> "
                     "A? -> SUB; } state E: ;") ==
        "state 0 S receive\nedge 0 0 1\nedge 0 1 2\n"
        "state 1 S.A send\nedge 1 2 0\nedge 1 3 3\nstate 2 S.B send\nedge 2 2 4\nedge 2 3 5\n"
        "state 3 S.A.Y receive\nedge 3 0 1\nstate 4 E final\nstate 5 S.B.Y receive\nedge 5 0 2\n");
}

TEST_CASE("a jump out of a subroutine leaves it for good", "[automaton]") {
  CHECK(automaton_of("state S: A? -> SUB -> B? -> S; state SUB: one { X!; Y! -> E; } state E: ;") ==
        "state 0 S receive\nedge 0 0 1\nstate 1 S.A send\nedge 1 2 2\nedge 1 3 3\nstate 2 S.A.X "
        "receive\nedge 2 1 0\nstate 3 E final\n");
}

TEST_CASE("subroutines nest, and may follow each other", "[automaton]") {
  CHECK(automaton_of("state S: A? -> OUTER -> OUTER -> E; state OUTER: X! -> INNER -> Y!; state "
                     "INNER: B? -> X!; state E: ;") ==
        "state 0 S receive\nedge 0 0 1\nstate 1 S.A send\nedge 1 2 2\nstate 2 S.A.X receive\nedge "
        "2 1 3\n"
        "state 3 S.A.X.B send\nedge 3 2 4\nstate 4 S.A.X.B.X send\nedge 4 3 5\n"
        "state 5 S.A.X.B.X.Y send\nedge 5 2 6\nstate 6 S.A.X.B.X.Y.X receive\nedge 6 1 7\n"
        "state 7 S.A.X.B.X.Y.X.B send\nedge 7 2 8\nstate 8 S.A.X.B.X.Y.X.B.X send\nedge 8 3 "
        "9\nstate 9 E final\n");
}

TEST_CASE("a state may begin as another one does", "[automaton]") {
  CHECK(
      automaton_of("state S: one { T; B? -> E; } state T: A? -> X! -> S; state E: ;") ==
      "state 0 S receive\nedge 0 0 1\nedge 0 1 2\nstate 1 S.A send\nedge 1 2 0\nstate 2 E final\n");
}

TEST_CASE("queue bounds are the longest runs one way", "[automaton]") {
  CHECK(bounds_of("state S: A? -> X! -> S;") == std::pair{1u, 1u});
  CHECK(bounds_of("state S: A? -> B? -> A? -> X! -> Y! -> S;") == std::pair{3u, 2u});
  CHECK(bounds_of("state S: one { A? -> S2; B? -> X! -> S; } state S2: one { A? -> B? -> S3; B? -> "
                  "S3; } state S3: X! -> S;") == std::pair{3u, 1u});
  CHECK(bounds_of("state S: A? -> E; state E: ;") == std::pair{1u, 1u});
}

TEST_CASE("a rule that just ends makes a final state without a name of its own", "[automaton]") {
  const contracts::Program program = accepted(kMessages + "state S: one { A? -> X!; B? -> Y!; } }");
  CHECK(contract_named(program, "C").automaton.states.size() == 4);
  const std::vector<int> found = numbers(program);
  CHECK(std::ranges::count(found, 601) == 1);
}
