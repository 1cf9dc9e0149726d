// The kernel's table, read back by a reader that knows only docs/formats/contract.md, and compared
// with the canonical text.
#include <catch2/catch.hpp>
#include <cstring>
#include <sstream>

#include "emit/table.hpp"
#include "support.hpp"

using namespace contract_tests;

namespace {

/// Reads fields by offset and width, checking every access.
class TableReader {
 public:
  explicit TableReader(std::string bytes) : bytes_(std::move(bytes)) {}
  std::uint64_t number(std::size_t at, std::size_t width) const {
    REQUIRE(at + width <= bytes_.size());
    std::uint64_t value = 0;
    for (std::size_t i = width; i-- > 0;)
      value = value << 8 | static_cast<unsigned char>(bytes_[at + i]);
    return value;
  }
  std::string text(std::size_t at) const {
    REQUIRE(at > 0);
    const auto end = bytes_.find('\0', at);
    REQUIRE(end != std::string::npos);
    return bytes_.substr(at, end - at);
  }
  std::string slice(std::size_t at, std::size_t count) const { return bytes_.substr(at, count); }
  std::size_t size() const { return bytes_.size(); }

 private:
  std::string bytes_;
};

std::string hex_of(const std::string& bytes) {
  std::array<std::uint8_t, 32> hash{};
  std::memcpy(hash.data(), bytes.data(), hash.size());
  return contracts::hex(hash);
}

/// The part of the canonical text that the table holds too, made from the table alone.
std::string automaton_from(const TableReader& table) {
  const std::size_t messages = table.number(44, 2), states = table.number(46, 2);
  static constexpr const char* kKinds[] = {"final", "receive", "send"};
  std::ostringstream out;
  for (std::size_t s = 0; s < states; ++s) {
    const std::size_t at = table.number(76, 4) + s * 8;
    out << "state " << s << ' ' << table.text(table.number(at, 4)) << ' '
        << kKinds[table.number(at + 4, 1)] << '\n';
    for (std::size_t m = 0; m < messages; ++m) {
      const std::uint64_t next = table.number(table.number(80, 4) + (s * messages + m) * 2, 2);
      if (next != 0xFFFF) out << "edge " << s << ' ' << m << ' ' << next << '\n';
    }
    if (const std::uint64_t base = table.number(at + 6, 2); base != 0)
      out << "as " << s << ' ' << base - 1 << '\n';
  }
  return out.str();
}

std::string lines_of_states(const std::string& canonical) {
  const auto begin = canonical.find("state 0");
  return canonical.substr(begin, canonical.find("entry 0") - begin);
}

}  // namespace

TEST_CASE("the table of C1, field by field", "[table]") {
  const contracts::Program program =
      contracts::analyse(SOURCE_ROOT "/contracts/system/c1.contract", {});
  REQUIRE(program.ok());
  const contracts::Contract& contract = contract_named(program, "C1");
  const TableReader table(contracts::table_bytes(contract));
  CHECK(table.slice(0, 8) == "BKTABLE1");
  CHECK(hex_of(table.slice(8, 32)) == contracts::hex(contract.hash));
  CHECK(table.number(40, 4) == table.size());
  CHECK(table.size() % 8 == 0);
  CHECK(table.number(44, 2) == 3);
  CHECK(table.number(46, 2) == 3);
  CHECK(table.number(48, 2) == 0);
  CHECK(table.number(50, 2) == 0);
  CHECK(table.number(52, 2) == 1);
  CHECK(table.number(54, 2) == 1);
  CHECK(table.number(56, 4) == 8);
  CHECK(table.number(60, 4) == 8);
  CHECK(table.text(table.number(64, 4)) == "C1");
  CHECK(table.number(88, 8) == 0);
  const std::size_t request = table.number(68, 4);
  CHECK(table.text(table.number(request, 4)) == "Request");
  CHECK(table.number(request + 4, 4) == 8);
  CHECK(table.number(request + 8, 1) == 0);
  CHECK(table.text(table.number(request + 48, 4)) == "Error");
  CHECK(table.number(request + 52, 4) == 0);
  CHECK(table.number(request + 56, 1) == 1);
  CHECK(automaton_from(table) == lines_of_states(contract.canonical));
  CHECK(table.number(table.number(76, 4) + 5, 1) == 1);  // Start is an entry state
  CHECK(table.number(table.number(76, 4) + 13, 1) == 0);
}

TEST_CASE("owner fields, at their offsets, also inside structs", "[table]") {
  const contracts::Program program = accepted(
      "contract D { in message M(); state S: M? -> F; state F: ; }\n"
      "contract C { struct P { byte tag; D.Imp:F! d; } in message None(long a); "
      "in message M(int x, uint[]! in ExHeap v, P p, Exp:T! e, char[] in ExHeap w); out message "
      "R();\n"
      "state S: M? -> T; state T: None? -> R! -> S; }");
  const contracts::Contract& contract = contract_named(program, "C");
  const TableReader table(contracts::table_bytes(contract));
  REQUIRE(table.number(48, 2) == 4);
  CHECK(table.number(56, 4) == 64);
  CHECK(table.number(60, 4) == 0);
  const std::size_t message = table.number(68, 4) + 24, owners = table.number(72, 4);
  CHECK(table.number(message + 4, 4) == 64);
  CHECK(table.number(message + 12, 2) == 0);
  CHECK(table.number(message + 14, 2) == 4);
  const auto owner = [&](std::size_t i) {
    const std::size_t at = owners + i * 48;
    return std::vector<std::uint64_t>{table.number(at, 4), table.number(at + 4, 1),
                                      table.number(at + 5, 1), table.number(at + 6, 2),
                                      table.number(at + 8, 4)};
  };
  CHECK(owner(0) == std::vector<std::uint64_t>{8, 2, 0, 0, 4});
  CHECK(owner(1) == std::vector<std::uint64_t>{32, 4, 0, 1, 0});
  CHECK(owner(2) == std::vector<std::uint64_t>{40, 3, 2, 1, 0});
  CHECK(owner(3) == std::vector<std::uint64_t>{48, 2, 1, 0, 1});
  CHECK(hex_of(table.slice(owners + 48 + 16, 32)) ==
        contracts::hex(contract_named(program, "D").hash));
  CHECK(table.slice(owners + 96 + 16, 32) == std::string(32, '\0'));
}

TEST_CASE("the table says what may be inside, and what an exporter passes for", "[table]") {
  const contracts::Program program = accepted(
      "contract B { in message M(char[][]! in ExHeap a, byte[]* in ExHeap b, int[]! in ExHeap c); "
      "out message R(); state S: M? -> T; state T: R! -> S; }\n"
      "contract C : B { out message Q(); override state T: Q! -> U; state U: R! -> S; }");
  const contracts::Contract& base = contract_named(program, "B");
  const TableReader plain(contracts::table_bytes(base));
  for (std::size_t i = 0; i < 3; ++i) {
    static constexpr std::uint64_t kFlags[] = {4, 5, 0}, kElements[] = {16, 16, 4};
    CHECK(plain.number(plain.number(72, 4) + i * 48 + 5, 1) == kFlags[i]);
    CHECK(plain.number(plain.number(72, 4) + i * 48 + 8, 4) == kElements[i]);
  }
  CHECK(plain.number(88, 8) == 0);
  const contracts::Contract& derived = contract_named(program, "C");
  const TableReader table(contracts::table_bytes(derived));
  CHECK(table.slice(88, 8) == plain.slice(8, 8));
  CHECK_THAT(derived.canonical,
             Catch::Matchers::Contains("\nbase " + contracts::hex(base.hash) + "\n"));
  CHECK(automaton_from(table) == lines_of_states(derived.canonical));
  CHECK_THAT(automaton_from(table),
             Catch::Matchers::Contains("as 0 0\n") && Catch::Matchers::Contains("as 1 1\n"));
}

TEST_CASE("a large automaton survives the way through the table", "[table]") {
  std::string text = "contract C { in message A(int x); out message B(); out message Stop();\n";
  for (int i = 0; i < 300; ++i)
    text += "state S" + std::to_string(i) + ": A? -> A? -> (B! or Stop!) -> S" +
            std::to_string((i + 1) % 300) + ";\n";
  const contracts::Program whole = accepted(text + "}");
  const contracts::Contract& contract = contract_named(whole, "C");
  CHECK(contract.automaton.states.size() == 900);
  CHECK(automaton_from(TableReader(contracts::table_bytes(contract))) ==
        lines_of_states(contract.canonical));
}
