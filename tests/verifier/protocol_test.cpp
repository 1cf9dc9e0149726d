// Layer 2, conversations: each finding has a small module that gets it, and its harmless twin that
// does not. The contracts are read by the verifier's own reader.
#include "bitcode/protocol/conversation.hpp"

#include "bitcode/bitcode.hpp"
#include "bitcode/protocol/requirement.hpp"
#include "contracts/canonical_reader.hpp"
#include "support/verdict.hpp"

using namespace fixture;

namespace {

const std::string kC1 =
    "bulkhead-contract 1\ncontract C1\nmessage 0 in Request x:i32\nrequires 0 (gt x 0)\n"
    "message 1 out Reply y:i32\nmessage 2 out Error\nstate 0 Start receive\nedge 0 0 1\n"
    "state 1 Pending send\nedge 1 1 0\nedge 1 2 2\nstate 2 Stopped final\nentry 0\n"
    "bound in 1 out 1\n";

// Gives an importer of C1 in Start, and a vector, or takes them back.
std::string carrier(const std::string& hash) {
  const std::string words = " end:imp<" + hash + ">:Start data:vector<u8>\n";
  return "bulkhead-contract 1\ncontract Carrier\nmessage 0 in Give" + words + "message 1 out Back" +
         words +
         "message 2 out None\nstate 0 Ready receive\nedge 0 0 1\nstate 1 Held send\nedge 1 1 0\n"
         "edge 1 2 0\nentry 0\nbound in 1 out 1\n";
}

verifier::Contract read(const std::string& text) {
  const auto result = verifier::read_canonical(
      verifier::View({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}));
  INFO(result.error.line << ": " << result.error.message);
  REQUIRE(result.contract);
  return *result.contract;
}

// Start endpoints: 0 an importer of C1, 1 an exporter of C1, 2 an importer of Carrier.
struct World {
  World() {
    contracts.emplace_back(read(kC1));
    contracts.emplace_back(read(carrier(verifier::to_hex(contracts[0]->hash))));
    conversations = verifier::conversations_of(contracts);
    rights.conversations = &conversations;
    rights.contracts = {0};
    using verifier::flow::Standing;
    rights.endpoints = {{Standing::kNothing, 0, 0, false},
                        {Standing::kNothing, 0, 0, true},
                        {Standing::kNothing, 1, 0, false}};
    rights.ports = {{0x70, 0x71}};
    rights.irqs = 1;
  }
  verifier::Contracts contracts;
  verifier::Conversations conversations;
  verifier::Rights rights;
};

const std::string kBefore =
    "target datalayout = \"e-m:e-v128:32-v16:16-v32:32-v96:32-n8:16:32:64-S128\"\n"
    "target triple = \"le64\"\n"
    "declare void @sip_channel_send(i64, i32, ptr, i32)\n"
    "declare i32 @sip_channel_receive(i64, ptr, i32, i64)\n"
    "declare void @sip_message_load(ptr, ptr, i32)\n"
    "declare void @sip_channel_close(i64)\ndeclare i64 @sip_start_endpoint(i32)\n"
    "declare i1 @sip_channel_create(i64, i32, ptr, ptr)\ndeclare i64 @sip_time_now()\n"
    "declare i1 @sip_port_write(i16, i32, i32)\ndeclare i64 @sip_irq_event(i32)\n"
    "declare ptr @sip_element(ptr, i64, i64, i64)\ndeclare i64 @sip_exchange_allocate(i64)\n"
    "declare void @sip_exchange_release(i64)\n"
    "define i32 @sip_main_entry() {\n"
    "  %message = alloca [4 x i64], align 8\n  %room = alloca [3 x i64], align 8\n"
    "  store [4 x i64] zeroinitializer, ptr %message, align 8\n"
    "  store [3 x i64] zeroinitializer, ptr %room, align 8\n";

std::vector<verifier::BitcodeFinding> inspect(const std::string& body) {
  const World world;
  const Bytes module = assemble(kBefore + body + "\n  ret i32 0\n}\n");
  std::uint64_t functions = 0;
  return verifier::inspect_bitcode(verifier::View(module), verifier::Hooks::kForbidden, functions,
                                   &world.rights);
}

std::string listed(const std::vector<verifier::BitcodeFinding>& findings) {
  std::string text;
  for (const auto& finding : findings)
    text += std::to_string(finding.number) + " " + finding.place + ": " + finding.detail + "\n";
  return text;
}

bool passes(const std::string& body) {
  const auto findings = inspect(body);
  INFO(listed(findings));
  CHECK(findings.empty());
  return findings.empty();
}

bool finds(const std::string& body, std::string_view number) {
  unsigned value = 0;
  REQUIRE(verifier::parse_number(number, value));
  const auto findings = inspect(body);
  INFO(number << " expected, found: " << listed(findings));
  const bool found = std::ranges::any_of(
      findings, [value](const auto& finding) { return finding.number == value; });
  CHECK(found);
  return found;
}

std::string start(const std::string& name, int index) {
  return "  %" + name + " = call i64 @sip_start_endpoint(i32 " + std::to_string(index) + ")\n";
}
std::string send(const std::string& name, int tag, int bytes = 8) {
  return "  call void @sip_channel_send(i64 %" + name + ", i32 " + std::to_string(tag) +
         ", ptr %message, i32 " + std::to_string(bytes) + ")\n";
}
std::string receive(const std::string& tag, const std::string& name, int bytes = 8) {
  return "  %" + tag + " = call i32 @sip_channel_receive(i64 %" + name + ", ptr %room, i32 " +
         std::to_string(bytes) + ", i64 -1)\n";
}
std::string close(const std::string& name) {
  return "  call void @sip_channel_close(i64 %" + name + ")\n";
}
// A number that the requirement of Request allows, and that nobody knows.
const std::string kAsk =
    "  %now = call i64 @sip_time_now()\n  store i64 %now, ptr %message, align 8\n";
const std::string kLoad = "  call void @sip_message_load(ptr %room, ptr %message, i32 8)\n";
const std::string kLoadAll = "  call void @sip_message_load(ptr %room, ptr %message, i32 24)\n";

// Asks, and goes to %reply, %error or %end by what came.
std::string ask(const std::string& name) {
  return kAsk + send(name, 0) + receive("tag", name) +
         "  switch i32 %tag, label %end [\n    i32 1, label %reply\n    i32 2, label %error\n  ]\n";
}

}  // namespace

TEST_CASE("a conversation follows its contract") {
  CHECK(passes(start("e", 0) + ask("e") + "reply:\n" + kLoad + kAsk.substr(kAsk.find('\n') + 1) +
               send("e", 0) + "  br label %end\nerror:\n  br label %end\nend:\n" + close("e")));
  CHECK(passes(start("e", 1) + receive("tag", "e") +
               "  %came = icmp eq i32 %tag, 0\n  br i1 %came, label %asked, label %end\nasked:\n" +
               kLoad + send("e", 1) + "  br label %end\nend:\n" + close("e")));
  CHECK(finds(start("e", 0) + kAsk + send("e", 1), "BV0440"));                 // the other's
  CHECK(finds(start("e", 0) + kAsk + send("e", 77), "BV0440"));                // of no number
  CHECK(finds(start("e", 0) + kAsk + send("e", 0) + send("e", 0), "BV0440"));  // a state skipped
  CHECK(finds(start("e", 0) + receive("tag", "e"), "BV0440"));                 // not its turn
  CHECK(finds(start("e", 1) + kAsk + send("e", 0), "BV0440"));                 // the other side
  CHECK(finds(start("e", 2) + kAsk + send("e", 1), "BV0440"));                 // another contract
  CHECK(finds(start("e", 0) + ask("e") + "reply:\n  br label %end\nerror:\n" + send("e", 0) +
                  "  br label %end\nend:\n" + close("e"),
              "BV0440"));  // after the end
  CHECK(finds(start("e", 0) + ask("e") +
                  "reply:\n  br label %more\nerror:\n  br label %more\n"
                  "more:\n" +
                  send("e", 0) + "  br label %end\nend:\n" + close("e"),
              "BV0440"));  // where paths join that are in different states
  CHECK(finds(start("e", 0) + kAsk + "  %tag = trunc i64 %now to i32\n" +
                  "  call void @sip_channel_send(i64 %e, i32 %tag, ptr %message, i32 8)\n",
              "BV0440"));
}

TEST_CASE("a state is not forgotten by a copy, nor by a call") {
  const std::string copy = start("e", 0) + "  %copy = alloca i64, align 8\n" +
                           "  store i64 %e, ptr %copy, align 8\n" + kAsk + send("e", 0);
  CHECK(finds(copy + "  %f = load i64, ptr %copy, align 8\n" + send("f", 0), "BV0440"));
  const std::string one_path =
      start("e", 0) + kAsk +
      "  %even = icmp eq i64 %now, 0\n  br i1 %even, label %one, label %two\none:\n" + send("e", 0);
  CHECK(finds(one_path + "  br label %two\ntwo:\n" + send("e", 0), "BV0440"));
  CHECK(finds(start("e", 0) + start("f", 2) +
                  "  %now = call i64 @sip_time_now()\n  %even = icmp eq i64 %now, 0\n"
                  "  %one = select i1 %even, i64 %e, i64 %f\n" +
                  send("one", 0),
              "BV0442"));
}

TEST_CASE("endpoints come from where the manifest and the messages say") {
  CHECK(finds(start("e", 3), "BV0444"));
  const auto create = [](const std::string& contract, int state) {
    return "  %imp = alloca i64, align 8\n  %exp = alloca i64, align 8\n"
           "  store i64 0, ptr %imp, align 8\n  store i64 0, ptr %exp, align 8\n"
           "  %made = call i1 @sip_channel_create(i64 " +
           contract + ", i32 " + std::to_string(state) + ", ptr %imp, ptr %exp)\n" +
           "  %e = load i64, ptr %imp, align 8\n  %f = load i64, ptr %exp, align 8\n";
  };
  const World world;
  const std::string c1 = std::to_string(world.conversations[0].id);
  CHECK(
      passes(create(c1, 0) + kAsk + send("e", 0) + receive("tag", "f") + close("e") + close("f")));
  CHECK(finds(create(c1, 0) + kAsk + send("f", 0), "BV0440"));
  CHECK(finds(create(c1, 1), "BV0444"));
  CHECK(finds(create("99", 0), "BV0444"));
  CHECK(finds(create(std::to_string(world.conversations[1].id), 0), "BV0444"));
  CHECK(finds(start("e", 0) +
                  "  %all = alloca [2 x i64], align 8\n"
                  "  store [2 x i64] zeroinitializer, ptr %all, align 8\n"
                  "  %now = call i64 @sip_time_now()\n"
                  "  %at = call ptr @sip_element(ptr %all, i64 %now, i64 2, i64 8)\n"
                  "  store i64 %e, ptr %at, align 8\n  %f = load i64, ptr %at, align 8\n" +
                  send("f", 0),
              "BV0441"));
}

TEST_CASE("messages are as the contract lays them out") {
  CHECK(finds(start("e", 0) + kAsk + send("e", 0, 16), "BV0442"));
  CHECK(finds(start("e", 0) + kAsk + send("e", 0) + receive("tag", "e", 0), "BV0442"));
  CHECK(finds(start("e", 0) + "  store i64 0, ptr %message, align 8\n" + send("e", 0), "BV0445"));
  CHECK(finds(start("e", 0) + "  store i32 -7, ptr %message, align 4\n" + send("e", 0), "BV0445"));
  CHECK(
      passes(start("e", 0) + "  store i32 7, ptr %message, align 4\n" + send("e", 0) + close("e")));
  const std::string block =
      start("c", 2) +
      "  %b = call i64 @sip_exchange_allocate(i64 64)\n  %where = getelementptr i64, ptr %message, "
      "i64 1\n  store i64 %b, ptr %where, align 8\n";
  const std::string give = "  store i64 %e, ptr %message, align 8\n" + send("c", 0, 24);
  CHECK(passes(start("e", 0) + block + give + close("c")));
  CHECK(finds(start("e", 0) + block + give, "BV0437"));
  CHECK(finds(start("e", 0) + block + give + close("e"), "BV0428"));
  CHECK(finds(start("e", 1) + block + give, "BV0442"));
  CHECK(finds(start("e", 0) + kAsk + send("e", 0) + block + give, "BV0442"));
  CHECK(finds(block + send("c", 0, 24), "BV0442"));
  CHECK(finds(start("e", 0) + block + "  store i64 77, ptr %where, align 8\n" + give, "BV0429"));
  CHECK(finds(block + "  store i64 %b, ptr %message, align 8\n" + send("c", 0, 24), "BV0442"));
}

TEST_CASE("messages are unpacked as what came, and once") {
  const std::string block =
      start("c", 2) + start("e", 0) +
      "  %b = call i64 @sip_exchange_allocate(i64 64)\n  %where = getelementptr i64, ptr %message, "
      "i64 1\n  store i64 %b, ptr %where, align 8\n  store i64 %e, ptr %message, align 8\n" +
      send("c", 0, 24) + receive("tag", "c", 24);
  const std::string branch =
      "  %came = icmp ne i32 %tag, 1\n  br i1 %came, label %end, label %back\nback:\n";
  const std::string use = "  %f = load i64, ptr %message, align 8\n" + kAsk + send("f", 0) +
                          "  br label %end\nend:\n" + close("c");
  const std::string data =
      "  %data = getelementptr i64, ptr %message, i64 1\n  %d = load i64, ptr %data, align 8\n";
  const std::string free = data + "  call void @sip_exchange_release(i64 %d)\n";
  const std::string taken = "  %f = load i64, ptr %message, align 8\n";
  const std::string rest = kAsk + send("f", 0) + close("f") + "  br label %end\nend:\n";
  CHECK(passes(block + branch + kLoadAll + free + taken + rest + close("c")));
  // What came in a message must be given away as well.
  CHECK(finds(block + branch + kLoadAll + taken + rest + close("c"), "BV0437"));
  CHECK(finds(block + branch + kLoadAll + free + "  br label %end\nend:\n" + close("c"), "BV0437"));
  CHECK(finds(block + branch + kLoadAll + "  %g = load i64, ptr %message, align 8\n" +
                  send("g", 1) + "  br label %end\nend:\n",
              "BV0440"));
  CHECK(finds(block + kLoadAll + "  br label %end\nend:\n" + close("c"), "BV0443"));
  CHECK(finds(block + branch + kLoadAll + kLoadAll + use, "BV0443"));
  CHECK(finds(block + branch + "  %up = getelementptr i64, ptr %room, i64 1\n" +
                  "  call void @sip_message_load(ptr %up, ptr %message, i32 8)\n"
                  "  br label %end\nend:\n",
              "BV0443"));
  CHECK(finds(block + branch + "  call void @sip_message_load(ptr %room, ptr %message, i32 8)\n" +
                  "  br label %end\nend:\n",
              "BV0443"));
  CHECK(finds(block + "  %none = icmp ne i32 %tag, 2\n  br i1 %none, label %end, label %back\n" +
                  "back:\n" + kLoadAll + use,
              "BV0443"));
}

TEST_CASE("devices are those that the manifest grants") {
  const auto port = [](const std::string& number) {
    return "  %done = call i1 @sip_port_write(i16 " + number + ", i32 1, i32 0)\n";
  };
  CHECK(passes(port("113")));
  CHECK(finds(port("244"), "BV0446"));
  CHECK(finds("  %done = call i1 @sip_port_write(i16 113, i32 2, i32 0)\n", "BV0446"));
  CHECK(passes("  %event = call i64 @sip_irq_event(i32 0)\n"));
  CHECK(finds("  %event = call i64 @sip_irq_event(i32 1)\n", "BV0446"));
}

TEST_CASE("requirements are evaluated as far as their words are known") {
  const auto broken = [](const std::string& requirement, std::optional<std::uint64_t> word) {
    const auto contract = read(
        "bulkhead-contract 1\ncontract R\nmessage 0 in M a:i32 b:u64 v:vector<u8>\nrequires 0 " +
        requirement +
        "\nstate 0 S receive\nedge 0 0 1\nstate 1 T final\nentry 0\nbound in 1 out 1\n");
    return verifier::broken_requirement(contract, contract.messages[0],
                                        [&](std::uint32_t, std::uint32_t) { return word; })
        .has_value();
  };
  CHECK(broken("(gt a 0)", 0xffff'fff9));
  CHECK_FALSE(broken("(gt b 0)", 0xffff'fff9));
  CHECK(broken("(lt b 5)", ~std::uint64_t{0}));
  CHECK_FALSE(broken("(lt a 5)", ~std::uint64_t{0}));
  CHECK_FALSE(broken("(gt a 0)", std::nullopt));
  CHECK(broken("(land (gt a 0) (eq 1 2))", std::nullopt));
  CHECK_FALSE(broken("(lor (gt a 0) (eq 1 1))", std::nullopt));
  CHECK(broken("(eq (add (mul a 2) 1) (neg 3))", 5));
  CHECK(broken("(ge (length v) 64)", 63));
  CHECK(broken("(lnot (ne a 5))", 6));
}
