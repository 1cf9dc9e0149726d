// What a send and a receive come down to in a SIP's machine code: the kernel calls, and a store or
// two. Counted in the disassembly of inline/main.cpp, which does one of each.
#include <algorithm>
#include <catch2/catch.hpp>
#include <iostream>
#include <sstream>

#include "support.hpp"

using namespace contract_tests;

namespace {

struct Instruction {
  std::string name;
  std::string operands;
};

/// The function's instructions, without its frame's own pushes and moves of the frame pointer.
std::vector<Instruction> disassembled(const std::string& symbol) {
  const RunResult result =
      run(OBJDUMP " -d --no-show-raw-insn --no-leading-addr --disassemble-symbols=" + symbol +
              " '" ROUND_SIP "'",
          ".");
  INFO(result.err);
  REQUIRE(result.exit_code == 0);
  std::vector<Instruction> out;
  std::istringstream lines(result.out.substr(result.out.find('<' + symbol)));
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    std::istringstream words(line);
    Instruction each;
    words >> each.name;
    std::getline(words, each.operands);
    const bool frame = each.name.starts_with("push") || each.operands.ends_with("%rsp, %rbp");
    if (!each.name.empty() && !frame) out.push_back(each);
  }
  return out;
}

/// A move whose last operand is memory.
bool is_store(const Instruction& each) {
  const std::string operands = each.operands.substr(0, each.operands.find('#'));
  const std::size_t last = operands.find_last_not_of(" \t");
  return each.name.starts_with("mov") && last != std::string::npos && operands[last] == ')';
}

std::size_t position_of_call(const std::vector<Instruction>& code, const std::string& callee) {
  std::size_t found = code.size(), count = 0;
  for (std::size_t i = 0; i < code.size(); ++i)
    if (code[i].name.starts_with("call") &&
        code[i].operands.find('<' + callee + '>') != std::string::npos) {
      found = i;
      ++count;
    }
  INFO(callee);
  CHECK(count == 1);
  return found;
}

long stores(const std::vector<Instruction>& code, std::size_t from, std::size_t to) {
  return std::count_if(code.begin() + static_cast<std::ptrdiff_t>(from),
                       code.begin() + static_cast<std::ptrdiff_t>(to), is_store);
}

long calls(const std::vector<Instruction>& code, std::size_t from, std::size_t to) {
  return std::count_if(code.begin() + static_cast<std::ptrdiff_t>(from),
                       code.begin() + static_cast<std::ptrdiff_t>(to),
                       [](const Instruction& each) { return each.name.starts_with("call"); });
}

}  // namespace

TEST_CASE("a send and a receive are the kernel calls and a store or two") {
  const std::vector<Instruction> code = disassembled("_Z8sip_mainN8manifest5StartE");
  const std::size_t send = position_of_call(code, "sipk_channel_send");
  const std::size_t receive = position_of_call(code, "sipk_channel_receive");
  REQUIRE(send < receive);
  REQUIRE(receive < code.size());
  CHECK(calls(code, 0, receive + 1) == 2);
  CHECK(stores(code, 0, send) <= 2);               // the message, and the handle that has moved
  CHECK(stores(code, send, receive) <= 1);         // the buffer is zero
  CHECK(stores(code, receive, receive + 3) <= 2);  // tag and handle
  std::cout << "instructions up to the end of send: " << send + 1 << " (" << stores(code, 0, send)
            << " stores); from there to the end of receive: " << receive - send << " ("
            << stores(code, send, receive) << " stores)\n";
}
