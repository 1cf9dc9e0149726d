// Contracts: the canonical text, the automaton and the derived table; each finding has a contract
// that gets it.
#include "contracts/automaton.hpp"
#include "contracts/canonical_reader.hpp"
#include "contracts/table.hpp"
#include "support/verdict.hpp"

using namespace fixture;

namespace {

System with_text(std::string_view from, std::string_view to) {
  System system = standard();
  for (Sip& sip : system.sips) replace(sip.contracts[0].text, from, to);
  return system;
}

verifier::CanonicalResult read(const std::string& text) {
  return verifier::read_canonical(
      verifier::View({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}));
}

verifier::Hash read_hash(const std::string& text) {
  return verifier::sha256(
      verifier::View({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}));
}

const std::string kRich =
    "bulkhead-contract 1\n"
    "contract Demo.Rich\n"
    "enum Color:u16 Red=0 Blue=-1\n"
    "struct Pixel x:i32 c:enum:Color data:vector<u8>?\n"
    "struct Wrap p:struct:Pixel tail:u8\n"
    "message 0 in Draw w:struct:Wrap next:imp<self>:Ready?\n"
    "requires 0 (land (gt 5 -3) (eq 1 (neg 1)))\n"
    "message 1 out Done block:block<f64>\n"
    "message 2 both Ping\n"
    "state 0 Ready receive\n"
    "edge 0 0 1\n"
    "edge 0 2 0\n"
    "state 1 Ready.Draw send\n"
    "edge 1 1 2\n"
    "state 2 End final\n"
    "entry 0\n"
    "bound in 1 out 1\n";

}  // namespace

TEST_CASE("each finding about contracts has an image that gets it") {
  CHECK(finds(with_text("message 1 out", "message 1 owt"), "BV0501"));
  CHECK(finds(with_text("bound in 1 out 1\n", "bound in 1 out 1"), "BV0501"));
  CHECK(finds(with_text("state 0 Start receive", "state 0 Start send"), "BV0502"));
  CHECK(finds(with_text("bound in 1", "bound in 2"), "BV0502"));
  CHECK(finds(with_text("x:i32", "x:u32"), "BV0503"));
  System system = standard();
  for (Sip& sip : system.sips) put(sip.contracts[0].table, 192, 2, 2);  // Start goes on to Stopped
  CHECK(finds(system, "BV0504"));
  system = standard();
  for (Sip& sip : system.sips) sip.contracts[0].table.resize(sip.contracts[0].table.size() + 8);
  CHECK(finds(system, "BV0504"));
  CHECK(finds(with_text("x:i32", "x:exp<" + std::string(64, 'a') + ">:Start"), "BV0506"));
}

namespace {

// Derived from C1: in Pending the exporter may also say Later.
std::string derived_text() {
  const std::string base = standard().sips[0].contracts[0].text;
  const std::string hash = verifier::to_hex(read(base).contract->hash);
  std::string text = base;
  replace(text, "contract C1\n", "contract D\nbase " + hash + "\n");
  replace(text, "message 2 out Error\n", "message 2 out Error\nmessage 3 out Later\n");
  replace(text, "edge 0 0 1\n", "edge 0 0 1\nas 0 0\n");
  replace(text, "edge 1 2 2\n", "edge 1 2 2\nedge 1 3 2\nas 1 1\n");
  replace(text, "state 2 Stopped final\n", "state 2 Stopped final\nas 2 2\n");
  return text;
}

// A system whose server also uses the contract of this text.
System with_derived(const std::string& text) {
  System system = standard();
  const verifier::CanonicalResult result = read(text);
  REQUIRE(result.contract);
  const auto base = read(system.sips[0].contracts[0].text).contract;
  const verifier::ContractIndex index{{base->hash, &*base}};
  system.sips[0].contracts.push_back({verifier::derive_table(*result.contract, index).bytes, text});
  system.sips[0].manifest += "\n[contracts]\nuses = [\"D\"]\n";
  return system;
}

}  // namespace

TEST_CASE("what an exporter passes for is checked against the base") {
  const auto with = [](std::string_view from, std::string_view to) {
    std::string text = derived_text();
    replace(text, from, to);
    return with_derived(text);
  };
  CHECK_FALSE(verify(pack(with_derived(derived_text()))).has(507));
  CHECK(finds(with("as 0 0\n", ""), "BV0507"));          // where Reply leads to
  CHECK(finds(with("as 1 1\n", ""), "BV0507"));          // where Start leads to
  CHECK(finds(with("as 0 0\n", "as 0 1\n"), "BV0507"));  // it receives, Pending sends
  CHECK(finds(with("as 2 2\n", "as 2 9\n"), "BV0507"));  // there is none
  CHECK(finds(with("edge 1 1 0\n", ""), "BV0507"));      // Reply is not allowed
  CHECK(finds(with("Reply y:i32", "Reply y:u64 z:u8"), "BV0507"));
  CHECK(finds(with("out Error", "out Failure"), "BV0507"));
}

TEST_CASE("members of a component are found by what each says of all") {
  const auto member = [](const std::string& name, const std::string& other) {
    return "bulkhead-contract 1\ncontract " + name + "\nmessage 0 in M e:imp<member:" + other +
           ">:S\nstate 0 S receive\nedge 0 0 1\nstate 1 E final\nentry 0\nbound in 1 out 1\n";
  };
  const auto line = [&](const std::string& name, const std::string& other) {
    return "member " + name + " " + verifier::to_hex(read_hash(member(name, other))) + "\n";
  };
  const auto a = read(member("A", "B") + line("B", "A")).contract;
  const auto b = read(member("B", "A") + line("A", "B")).contract;
  REQUIRE((a && b));
  const verifier::ContractIndex index{{a->hash, &*a}, {b->hash, &*b}};
  const verifier::TableResult table = verifier::derive_table(*a, index);
  REQUIRE(table.error.empty());
  CHECK(std::equal(b->hash.begin(), b->hash.end(), table.bytes.begin() + 96 + 24 + 16));
  // Another B, which says something else, is no member.
  std::string longer = member("B", "A");
  replace(longer, "bound in 1 out 1\n", "bound in 2 out 1\n");
  const auto other = read(longer + line("A", "B")).contract;
  REQUIRE(other);
  CHECK_FALSE(verifier::derive_table(*a, {{other->hash, &*other}}).error.empty());
  CHECK_FALSE(read(member("A", "B")).contract);                     // says nothing of B
  CHECK_FALSE(read(member("A", "B") + line("A", "B")).contract);    // itself
  CHECK_FALSE(read(member("A", "B") + "member B abc\n").contract);  // no hash
  CHECK_FALSE(read(member("A", "B") + line("C", "A") + line("B", "A")).contract);
}

TEST_CASE("two contracts with one text are refused") {
  System system = standard("other");
  Bytes image = pack(system);
  const std::size_t first = part_index(image, 10, 0xffff);
  for (std::size_t part = first; part < first + 2; ++part) {
    std::copy_n(image.begin() + static_cast<std::ptrdiff_t>(part_offset(image, part)), 4096,
                image.begin() + static_cast<std::ptrdiff_t>(part_offset(image, part + 2)));
    std::copy_n(image.begin() + static_cast<std::ptrdiff_t>(8192 + part * 96 + 16), 8,
                image.begin() + static_cast<std::ptrdiff_t>(8192 + (part + 2) * 96 + 16));
  }
  rehash(image);
  CHECK(finds(image, "BV0505"));
}

TEST_CASE("structs, enums, owners and endpoints are laid out as C does") {
  const verifier::CanonicalResult result = read(kRich);
  INFO(result.error.line << ": " << result.error.message);
  REQUIRE(result.contract);
  CHECK(verifier::automaton_error(*result.contract).value_or("").find("unbounded") !=
        std::string::npos);  // Ping in Ready
  const verifier::TableResult table = verifier::derive_table(*result.contract, {});
  REQUIRE(table.error.empty());
  CHECK(get(table.bytes, 96 + 4, 4) == 40);  // Wrap: Pixel 24, tail, padding; then the endpoint
  CHECK(get(table.bytes, 48, 2) == 3);       // owner fields
  const std::size_t owners = 96 + 3 * 24;
  CHECK(get(table.bytes, owners, 4) == 8);          // data in Pixel
  CHECK(get(table.bytes, owners + 4, 2) == 0x102);  // vector, may be null
  CHECK(get(table.bytes, owners + 8, 4) == 1);
  CHECK(get(table.bytes, owners + 48, 4) == 32);  // next
  CHECK(get(table.bytes, owners + 48 + 4, 2) ==
        0x304);                                      // importer endpoint, may be null, own contract
  CHECK(get(table.bytes, owners + 96 + 8, 4) == 8);  // f64
}

TEST_CASE("canonical text has one form only") {
  const auto refused = [](std::string_view from, std::string_view to) {
    std::string text = kRich;
    replace(text, from, to);
    const bool bad = !read(text).contract;
    INFO("replaced " << from << " by " << to);
    CHECK(bad);
    return bad;
  };
  CHECK(refused("bulkhead-contract 1", "bulkhead-contract 2"));
  CHECK(refused("contract Demo.Rich", "contract Demo..Rich"));
  CHECK(refused("message 0 in", "message 00 in"));
  CHECK(refused("message 0 in Draw", "message 0  in Draw"));
  CHECK(refused("message 0 in Draw", "message 0 in Draw "));
  CHECK(refused("enum Color:u16", "enum Zolor:u16"));  // then no enum Color
  CHECK(refused("struct Wrap", "struct Angle"));       // out of order
  CHECK(refused("edge 0 0 1\nedge 0 2 0", "edge 0 2 0\nedge 0 0 1"));
  CHECK(refused("(gt 5 -3)", "(gt 5)"));
  CHECK(refused("(gt 5 -3)", "(gt 5 y)"));
  CHECK(refused("imp<self>:Ready?", "imp<self>:Nowhere?"));
  CHECK(refused("p:struct:Pixel", "p:struct:Wrap"));  // contains itself
  CHECK(refused("entry 0", "entry 1"));
  CHECK(refused("bound in 1 out 1\n", "bound in 1 out 1\n\n"));
  CHECK(refused("bound in 1", "bound in 65"));
}

TEST_CASE("hostile contract text is refused in bounded time") {
  CHECK_FALSE(read("").contract);
  CHECK_FALSE(read(std::string(1 << 20, '(')).contract);
  CHECK_FALSE(read(std::string(1 << 20, '\0')).contract);
  std::string nested = kRich;
  replace(nested, "(gt 5 -3)", std::string(100000, '('));
  CHECK_FALSE(read(nested).contract);
  nested = kRich;
  std::string type = "u8";
  for (int i = 0; i < 5000; ++i) type = "vector<" + type + ">";
  replace(nested, "block<f64>", type);
  CHECK_FALSE(read(nested).contract);
}

TEST_CASE("floating-point numbers stand in conditions in one spelling only") {
  const auto accepted = [](const std::string& number) {
    std::string text = kRich;
    const std::string condition = "(gt 5 -3)";
    text.replace(text.find(condition), condition.size(), "(gt 0x1p+0 " + number + ")");
    return read(text).contract.has_value();
  };
  for (const char* good : {"0x1.8p+1", "-0x1.99999ap-4", "0x0p+0", "0x1.fffffffffffffp+1023"}) {
    INFO(good);
    CHECK(accepted(good));
  }
  for (const char* bad : {"1.5", "0x1.80p+1", "0X1P+1", "0x3p+0", "0x1p+1024", "0x1p", "0x", "inf",
                          "0x1p+0x", "0x1.8p+01"}) {
    INFO(bad);
    CHECK_FALSE(accepted(bad));
  }
}

TEST_CASE("exchange memory holds no endpoints, and its elements are small") {
  const auto error = [](const std::string& type) {
    std::string text = kRich;
    const std::string block = "block<f64>";
    text.replace(text.find(block), block.size(), type);
    return read(text).error.message;
  };
  CHECK(error("vector<struct:Plain>").empty() == false);  // there is none
  CHECK(error("vector<enum:Color>").empty());
  CHECK(error("vector<vector<u8>?>").empty());
  CHECK(error("block<struct:Wrap>?").empty());
  CHECK(error("vector<imp<self>:Ready>") == "block is exchange memory with endpoints");
  CHECK(error("vector<vector<imp<self>:Ready>?>") == "block is exchange memory with endpoints");
  std::string text = kRich;
  std::string large = "struct Large";
  for (int i = 0; i < 513; ++i) large += " f" + std::to_string(i) + ":u64";
  text.insert(text.find("struct Pixel"), large + "\n");
  const std::string block = "block<f64>";
  text.replace(text.find(block), block.size(), "block<struct:Large>");
  CHECK(read(text).error.message == "an element of block has more than 4096 bytes");
}
